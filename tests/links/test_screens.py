"""The search of a link as a person uses it: recent, narrowed, near, and a record made on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.ui import narrowing
from fieldapp.ui.locating import NoPlace
from fieldapp.ui.shell.navigation import Place
from tests.links.specs import LENA, at

CITIES = ("North", "South", "West")


class FakeLocator:
    """Answers in turn: a place, or the reason why there is none."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)

    async def ask(self) -> object:
        answer = self.answers.pop(0)
        if isinstance(answer, NoPlace):
            raise answer
        return answer


@pytest.fixture
def data(bundle: Path, tmp_path: Path) -> Path:
    """Twelve accounts in a line to the north, one of a tier that can't be picked."""
    store = Repository(load_bundle(bundle), tmp_path / "data", bundle, me=LENA).as_device()
    for n in range(12):
        tier = "c" if n == 3 else "ab"[n % 2]
        place = at(59 + n / 100, 18) if n != 11 else None
        values = {"name": f"Shop {n:02}", "tier": tier, "city": CITIES[n % 3], "terms": f"{n} days", "place": place}
        store.save("account", values)
    store.close()
    return tmp_path / "data"


@asynccontextmanager
async def visiting(bundle: Path, data: Path) -> AsyncIterator[Driver]:
    async with running(bundle, data, me="p1") as driver:
        await driver.go("new:visit")
        yield driver


def engine_of(driver: Driver, table: str = "visit"):
    return next(form.engine for form in driver.state.forms.values() if form.table.name == table)


def shops(driver: Driver) -> list[str]:
    return [text for text in driver.texts() if text.startswith("Shop")]


def test_recent_stands_first_until_something_is_typed(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            repository = app.state.repository
            keys = {entry.title: entry.id for entry in repository.list("account").rows}
            for title in ("Shop 05", "Shop 03", "Shop 07"):
                repository.save("visit", {"account": keys[title]})
            await app.tap("field:account")
            assert app.texts().index("Recent") < app.texts().index("Shop 07") < app.texts().index("Shop 05")
            assert app.texts().index("Shop 05") < app.texts().index("All")
            assert sorted(shops(app)) == sorted(title for title in keys if title != "Shop 03")
            await app.enter("link:search", "shop 0")
            assert "Recent" not in app.texts() and "Shop 07" in shops(app)

    asyncio.run(play())


def test_a_tap_narrows_and_another_shows_all_again(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            await app.tap("field:account")
            await app.tap("narrow:tier")
            await app.tap("narrow:tier:a")
            await app.tap("narrow:city")
            assert [text for text in app.texts() if text in CITIES] == ["North", "South", "West"]
            await app.tap("narrow:city:West")
            assert shops(app) == ["Shop 08", "Shop 02"]
            assert app.texts("narrow:tier") == ["Gold"] and app.texts("narrow:city") == ["West"]
            await app.enter("link:search", "shop 02")
            assert shops(app) == ["Shop 02"]
            await app.tap("narrow:city")
            await app.tap("narrow:city:")
            await app.enter("link:search", "")
            assert len(shops(app)) == 6
            await app.tap("Shop 04")
            assert engine_of(app).cell("terms").value == "4 days"

    asyncio.run(play())


def test_near_me_lists_by_distance_and_a_second_tap_ends_it(bundle, data, monkeypatch):
    monkeypatch.setattr(narrowing, "device_locator", lambda: FakeLocator(at("59.042", "18")))

    async def play():
        async with visiting(bundle, data) as app:
            await app.tap("field:account")
            await app.tap("narrow:near")
            await app.tap("action:consent_yes")
            await app.wait_for(lambda: "220 m" in app.texts())
            assert shops(app)[:4] == ["Shop 04", "Shop 05", "Shop 06", "Shop 02"]
            assert "Shop 11" not in shops(app) and "Shop 03" not in shops(app)
            assert [text for text in app.texts() if text.endswith(" km")][:2] == ["2.0 km", "2.4 km"]
            assert app.state.repository.here is not None
            await app.tap("narrow:near")
            assert "220 m" not in app.texts() and "Shop 11" in shops(app)

    asyncio.run(play())


def test_where_the_device_refuses_it_says_so_and_the_list_stays(bundle, data, monkeypatch):
    monkeypatch.setattr(narrowing, "device_locator", lambda: FakeLocator(NoPlace("place_denied"), at("59", "18")))

    async def play():
        async with visiting(bundle, data) as app:
            await app.tap("field:account")
            before = shops(app)
            await app.tap("narrow:near")
            await app.tap("action:consent_yes")
            said = app.state.strings.ui("place_denied")
            await app.wait_for(lambda: said in app.texts())
            assert shops(app) == before
            await app.tap("narrow:near")
            await app.wait_for(lambda: "10 m" in app.texts())
            assert said not in app.texts()

    asyncio.run(play())


def test_an_account_is_made_on_the_way_and_picked(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            await app.enter("field:note", "First call")
            await app.tap("field:account")
            await app.enter("link:search", "Corner Deli")
            await app.tap("link:new:account")
            assert engine_of(app, "account").cell("name").value == "Corner Deli"
            await app.enter("field:terms", "20 days")
            await app.tap("action:save")
            visit = engine_of(app)
            assert app.route == "/form/visit"
            assert [visit.cell(name).value for name in ("note", "terms")] == ["First call", "20 days"]
            assert "Corner Deli" in app.texts("field:account")
            await app.tap("action:save")
            (saved,) = app.state.repository.rows("visit")
            assert app.state.repository.title("account", saved["account"]) == "Corner Deli"
            assert app.state.repository.drafts.list() == []

    asyncio.run(play())


def test_cancelling_returns_to_the_form_as_it_was(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            await app.enter("field:note", "First call")
            await app.tap("field:account")
            await app.tap("link:new:account")
            await app.tap("action:back")
            assert app.route == "/form/visit"
            assert engine_of(app).cell("account").value is None
            await app.tap("field:account")
            await app.enter("link:search", "Deli")
            await app.tap("link:new:account")
            await app.back()
            await app.tap("action:discard")
            assert app.route == "/form/visit" and engine_of(app).cell("note").value == "First call"
            assert app.state.repository.list("account", search="deli").total == 0

    asyncio.run(play())


def test_a_kill_in_between_loses_nothing_and_the_way_back_is_still_known(bundle, data):
    async def begin():
        async with visiting(bundle, data) as app:
            await app.enter("field:note", "First call")
            await app.tap("field:account")
            await app.enter("link:search", "Corner Deli")
            await app.tap("link:new:account")
            await app.pause()

    async def go_on():
        async with running(bundle, data, me="p1") as app:
            drafts = {draft.table: draft.id for draft in app.state.repository.drafts.list()}
            assert sorted(drafts) == ["account", "visit"]
            await app.tap(f"draft:{drafts['account']}")
            await app.tap("action:save")
            assert app.route == f"/form/visit/{drafts['visit']}"
            assert engine_of(app).cell("note").value == "First call"
            await app.tap("action:save")
            (saved,) = app.state.repository.rows("visit")
            assert app.state.repository.title("account", saved["account"]) == "Corner Deli"

    asyncio.run(begin())
    asyncio.run(go_on())


def test_without_the_form_that_waited_one_sees_what_was_made(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            await app.enter("field:note", "x")
            await app.tap("field:account")
            await app.enter("link:search", "Deli")
            await app.tap("link:new:account")
            await app.pause()
            drafts = {draft.table: draft.id for draft in app.state.repository.drafts.list()}
        async with running(bundle, data, me="p1") as app:
            app.state.repository.drafts.remove(drafts["visit"])
            await app.go("home")
            await app.tap(f"draft:{drafts['account']}")
            await app.tap("action:save")
            assert app.route.startswith("/detail/account/")

    asyncio.run(play())


def test_a_row_about_a_new_account(bundle, data):
    async def play():
        async with visiting(bundle, data) as app:
            await app.tap("action:add:lines")
            await app.tap("link:new:account")
            await app.enter("field:name", "Harbour Bar")
            await app.enter("field:city", "West")
            await app.tap("action:save")
            (row,) = engine_of(app).cell("lines").rows
            assert row.cells["city"].value == "West"
            assert app.state.repository.title("account", row.cells["at"].value) == "Harbour Bar"

    asyncio.run(play())


def test_a_list_has_the_same_chips(bundle, data, monkeypatch):
    monkeypatch.setattr(narrowing, "device_locator", lambda: FakeLocator(at("59.042", "18")))

    async def play():
        async with running(bundle, data, me="p1") as app:
            app.state.navigation.go(Place("list", "account", view="gold"))
            await app.settle()
            assert "Shop 03" not in shops(app) and len(shops(app)) == 11
            await app.tap("narrow:tier")
            await app.tap("narrow:tier:b")
            assert shops(app) == ["Shop 11", "Shop 09", "Shop 07", "Shop 05", "Shop 01"]
            await app.tap("narrow:near")
            await app.tap("action:consent_yes")
            await app.wait_for(lambda: "890 m" in app.texts())
            assert shops(app) == ["Shop 05", "Shop 07", "Shop 01", "Shop 09"]
            await app.tap("narrow:city")
            await app.tap("narrow:city:South")
            assert shops(app) == ["Shop 07", "Shop 01"]
            await app.enter("search", "shop 05")
            assert "Nothing found" in app.texts()

    asyncio.run(play())
