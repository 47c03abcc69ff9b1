"""What a person may not do isn't offered, and whom a draft is tried out as can be chosen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from fieldapp.testing import Driver, running
from tests.access.conftest import RULES, person, visit
from tests.access.stores import store_of

Play = Callable[[Callable[[Driver], Awaitable[None]], str], None]


@pytest.fixture
def ids(tmp_path: Path) -> dict[str, str]:
    """A store with two visits and a memo, closed again; their ids."""
    with store_of(RULES, tmp_path) as store:
        return {
            "mine": visit(store, "r1", "n1", "mine", outcome="none"),
            "theirs": visit(store, "r2", "s1", "theirs"),
            "memo": person(store, "a1").save("memo", {"text": "A word"}),
        }


@pytest.fixture
def play(tmp_path: Path, ids: dict[str, str]) -> Play:
    def run(steps: Callable[[Driver], Awaitable[None]], me: str) -> None:
        async def go() -> None:
            async with running(tmp_path / "bundle", tmp_path / "data", me=me) as app:
                await steps(app)

        asyncio.run(go())

    return run


def test_home_holds_what_the_role_may_use(play: Play) -> None:
    async def rep(app: Driver) -> None:
        assert app.has("action:new:visit") and app.has("action:list:visit") and app.has("view:account")
        assert not app.has("action:new:memo") and not app.has("action:list:memo")
        assert "mine" in " ".join(app.texts()) and "theirs" not in " ".join(app.texts())

    async def guest(app: Driver) -> None:
        assert app.has("action:new:memo") and not app.has("action:list:memo")
        assert not app.has("action:list:visit") and not app.has("view:north") and not app.has("view:account")
        assert app.has("view:tariff")

    play(rep, "r1")
    play(guest, "g1")


def test_buttons_are_there_for_who_may_press_them(play: Play, ids: dict[str, str]) -> None:
    async def rep(app: Driver) -> None:
        await app.go(f"visit/{ids['mine']}")
        assert app.has("action:edit") and app.has("action:delete")
        await app.go(f"visit/{ids['theirs']}")
        assert "This record has been deleted" in app.texts()

    async def manager(app: Driver) -> None:
        await app.go(f"visit/{ids['mine']}")
        assert app.has("action:edit") and not app.has("action:delete")
        await app.go("list:visit")
        assert app.has(f"row:{ids['mine']}") and app.has(f"row:{ids['theirs']}")
        assert "New Visit" not in app.texts()

    play(rep, "r1")
    play(manager, "m1")


def test_fields_that_may_not_be_edited_are_only_read(play: Play, ids: dict[str, str]) -> None:
    async def manager(app: Driver) -> None:
        await app.go(f"visit/{ids['mine']}")
        await app.tap("action:edit")
        form = next(iter(app.state.forms.values()))
        editable = {name for name, cell in form.engine.record.cells.items() if not cell.read_only}
        assert editable == {"outcome", "grade"}
        await app.enter("grade", "4")
        await app.tap("action:save")
        assert app.state.repository.record("visit", ids["mine"])["grade"] == 4

    play(manager, "m1")


def test_a_refused_save_says_so_and_keeps_the_form(play: Play) -> None:
    async def rep(app: Driver) -> None:
        await app.tap("action:new:visit")
        await app.enter("grade", "7")  # a rep may make visits of a grade below 5
        await app.tap("action:save")
        assert "You may not make this Visit" in app.texts()
        assert app.route.startswith("/form")

    play(rep, "r1")


def test_a_draft_is_worked_in_as_anybody(play: Play, ids: dict[str, str]) -> None:
    async def switch(app: Driver) -> None:
        await app.tap("action:settings")
        assert {"Rep", "Rep one", "Rep two", "Manager", "Manager one"} <= set(app.texts("field:person"))
        await app.select("person", "Rep two")
        assert app.state.me["id"] == "r2"
        await app.tap("action:back")
        assert "theirs" in " ".join(app.texts()) and "mine" not in " ".join(app.texts())

    async def again(app: Driver) -> None:
        assert app.state.me["id"] == "r2"

    play(switch, "r1")
    play(again, "")


def test_another_person_leaves_the_form_of_the_first_as_a_draft(play: Play) -> None:
    async def switch(app: Driver) -> None:
        await app.tap("action:new:visit")
        await app.enter("note", "half a word")
        app.state.choose(person="r2")
        await app.settle()
        assert app.route == "/" and app.state.repository.drafts.list() == []
        app.state.choose(person="r1")
        await app.settle()
        assert len(app.state.repository.drafts.list()) == 1

    play(switch, "r1")
