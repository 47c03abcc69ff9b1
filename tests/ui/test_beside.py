"""A wide screen: the list at the left, what was opened from it at its side."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from fieldapp.testing import Driver, running
from fieldapp.ui.shell.navigation import HOME, Navigation, Place
from fieldapp.ui.theme import LIST_WIDTH, WIDE

LIST = Place("list", "visit")
FIRST, SECOND = (Place("detail", "visit", record=key) for key in "ab")
FORM = Place("form", "visit", record="a")


async def resize(app: Driver, width: int) -> None:
    app.page.width = width
    app.state.resized()
    await app.settle()


async def with_visits(app: Driver) -> list[str]:
    keys = [
        app.state.repository.save("visit", {"account": account, "outcome": "closed", "lines": []})
        for account in ("a1", "a2")
    ]
    app.state.records.tell()
    await app.settle()
    return keys


def test_a_wide_list_waits_calmly_and_shows_what_is_picked(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            first, second = await with_visits(app)
            await resize(app, 1200)
            await app.go("list:visit")
            assert "Pick one from the list to see it here" in app.texts()
            for key in (first, second):
                await app.tap(f"row:{key}")
                assert app.has("search")
                assert app.has("view:detail")
                assert app.state.navigation.places == [HOME, LIST, Place("detail", "visit", record=key)]
            await app.tap("action:back")
            assert app.route == "/"

    asyncio.run(play())


def test_an_edit_beside_the_list_keeps_it_and_its_search(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            first, _ = await with_visits(app)
            await resize(app, 1200)
            await app.go("list:visit")
            await app.enter("search", "Harbour")
            await app.tap(f"row:{first}")
            await app.tap("action:edit")
            assert app.has("action:save")
            assert app.has(f"row:{first}")
            await app.tap("action:save")
            assert app.has("view:detail")
            assert app.has(f"row:{first}")

    asyncio.run(play())


def test_typed_text_outlives_a_turn_of_the_tablet(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            first, _ = await with_visits(app)
            await resize(app, 1200)
            await app.go("list:visit")
            await app.tap(f"row:{first}")
            await app.tap("action:edit")
            await app.enter("visit.date", "2027-02-03")
            await resize(app, WIDE - 1)
            assert not app.has("search")
            assert "3 Feb 2027" in app.texts("field:date")
            await resize(app, WIDE)
            assert app.has("search")
            assert "3 Feb 2027" in app.texts("field:date")

    asyncio.run(play())


def test_another_row_asks_before_typed_text_goes(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            first, second = await with_visits(app)
            await resize(app, 1200)
            await app.go("list:visit")
            await app.tap(f"row:{first}")
            await app.tap("action:edit")
            await app.enter("visit.date", "2027-02-03")
            await app.tap(f"row:{second}")
            assert "Keep what you filled in?" in app.texts()
            await app.tap("action:keep")
            assert app.state.navigation.current.record == second
            assert len(app.state.repository.drafts.list("visit")) == 1

    asyncio.run(play())


def test_a_phone_shows_one_thing_at_a_time(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            first, _ = await with_visits(app)
            await app.go("list:visit")
            await app.tap(f"row:{first}")
            assert not app.has("search")
            await app.back()
            assert app.has("search")

    asyncio.run(play())


@pytest.mark.parametrize(
    ("width", "place", "room"),
    [
        (390, LIST, 390),
        (390, FIRST, 390),
        (1200, LIST, LIST_WIDTH),
        (1200, FIRST, 1200 - LIST_WIDTH),
        (1200, HOME, 1200),
    ],
)
def test_each_place_has_its_room(bundle: Path, data: Path, width: int, place: Place, room: int):
    async def play() -> None:
        async with running(bundle, data) as app:
            app.state.navigation.places = [HOME, LIST, FIRST]
            app.state.width = width
            assert app.state.room(place) == room

    asyncio.run(play())


def test_what_stands_beside_a_list_was_opened_from_it():
    steps = Navigation()
    steps.go(FIRST)
    assert steps.list_of(FIRST) is None  # from home
    steps.home()
    steps.go(LIST)
    assert steps.opened_from(LIST) is None
    steps.go(FIRST)
    steps.go(FORM)
    assert steps.opened_from(LIST) == FORM
    steps.open_from(LIST, SECOND)
    assert steps.places == [HOME, LIST, SECOND]
    steps.close(LIST)
    assert steps.places == [HOME]
    steps.close(HOME)
    assert steps.places == [HOME]
