"""The browser's address and its back button, without a browser."""

from __future__ import annotations

import asyncio
from pathlib import Path

from fieldapp.testing import Driver, running
from fieldapp.ui.shell.address import keep_address
from fieldapp.ui.shell.navigation import HOME, Place

LIST = Place("list", "account")


async def in_a_browser(app: Driver) -> None:
    app.page.web = True
    keep_address(app.page, app.state)
    await app.settle()


async def browser_goes(app: Driver, route: str) -> None:
    await app._fire(app.page, "route_change", {"route": route})


def pushed(app: Driver) -> list[str]:
    return [str(args["route"]) for name, args in app.client.calls if name == "push_route"]


def test_each_place_is_a_step_and_a_step_back_is_one_in_the_app(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await in_a_browser(app)
            await app.tap("view:account")
            await app.tap("row:a1")
            assert pushed(app) == ["/list/account", "/detail/account/a1"]
            await browser_goes(app, "/detail/account/a1")  # the echo of a push
            assert len(app.state.navigation.places) == 3
            await browser_goes(app, "/list/account")
            assert app.state.navigation.places == [HOME, LIST]
            await browser_goes(app, "/")
            assert app.state.navigation.places == [HOME]
            assert len(pushed(app)) == 2

    asyncio.run(play())


def test_back_leads_to_where_the_person_was_before_the_arrow(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await in_a_browser(app)
            await app.tap("view:account")
            await app.tap("action:back")
            assert pushed(app) == ["/list/account", "/"]
            await browser_goes(app, "/list/account")
            assert app.state.navigation.places == [HOME, LIST]
            await browser_goes(app, "/")
            assert app.state.navigation.places == [HOME]

    asyncio.run(play())


def test_typed_text_is_asked_about_first(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await in_a_browser(app)
            await app.tap("action:new:visit")
            await app.enter("visit.date", "2027-02-03")
            await browser_goes(app, "/")
            assert "Keep what you filled in?" in app.texts()
            assert app.state.navigation.current.kind == "form"
            assert pushed(app)[-1] == "/form/visit"
            await app.tap("action:keep")
            assert app.state.navigation.places == [HOME]

    asyncio.run(play())


def test_a_phone_has_no_address(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("view:account")
            assert pushed(app) == []

    asyncio.run(play())
