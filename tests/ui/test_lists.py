"""Lists: pages, search, views, and what an empty one says."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fieldapp.testing import Driver, running


def rows(app: Driver) -> int:
    return sum(1 for text in app.texts() if "Street" in text)


def test_a_long_list_comes_in_pages(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("view:account")
            assert rows(app) == 50
            await app.tap("Show more (14 left)")
            assert rows(app) == 64
            assert not app.has("action:more")

    asyncio.run(play())


def test_a_search_narrows_the_list_and_says_when_nothing_fits(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("view:account")
            await app.enter("search", "mill caf")
            assert "Mill Street Café" in app.texts()
            assert rows(app) == 1
            await app.enter("search", "zebra")
            assert "Nothing found for “zebra”" in app.texts()

    asyncio.run(play())


def test_a_search_keeps_its_input_while_rows_change(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("view:account")
            before = app.part("search").content
            await app.enter("search", "mill")
            assert app.part("search").content is before

    asyncio.run(play())


def test_an_empty_list_offers_the_first_step(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:list:visit")
            assert "No Visits yet" in app.texts()
            await app.tap("New Visit")
            assert app.route == "/form/visit"

    asyncio.run(play())


def test_a_view_shows_only_its_own(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            for outcome in ("closed", "none"):
                app.state.repository.save("visit", {"account": "a1", "outcome": outcome, "lines": []})
            app.state.records.tell()
            await app.tap("view:refusals")
            assert rows(app) == 1
            assert "No order" in " ".join(app.texts())

    asyncio.run(play())


def test_reference_data_is_read_and_not_written(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("view:product")
            assert "New Product" not in app.texts()
            await app.tap("row:p1")
            assert "Lingonberry Soda 33 cl" in app.texts()
            assert not app.has("action:edit")
            assert not app.has("action:delete")

    asyncio.run(play())


def test_a_view_that_nothing_fits_does_not_say_that_there_are_no_records(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            app.state.repository.save("visit", {"account": "a1", "outcome": "closed", "lines": []})
            await app.tap("view:refusals")
            assert "Nothing in this list just now" in app.texts()
            assert "No Visits yet" not in app.texts()

    asyncio.run(play())
