"""A field rep's whole way through the app: fill, be refused, save, read, change, delete, and a kill in between."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from pathlib import Path

import flet as ft

from fieldapp.testing import Driver, running
from fieldapp.testing.tree import current_view, walk
from fieldapp.ui.theme import MAX_WIDTH


async def fill_order(app: Driver, quantity: str = "12") -> None:
    await app.tap("action:new:visit")
    await app.select("account", "Bridge Street Café")
    await app.select("outcome", "Order taken")
    await app.tap("Add a row")
    await app.tap("Ginger Beer 33 cl")
    await app.tap("Done")
    await app.enter("lines/0/qty", quantity)


def test_the_total_follows_what_is_typed(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            assert app.texts("field:total") == ["Total", "SEK\xa0186.00"]
            await app.enter("lines/0/qty", "20")
            assert app.texts("field:total") == ["Total", "SEK\xa0310.00"]

    asyncio.run(play())


def test_a_refused_save_says_how_much_is_wrong_and_keeps_the_form(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.tap("action:save")
            assert app.route == "/form/visit"
            assert app.texts("refusal")[0] == "Not saved: 2 things to put right"
            assert "Fill this in" in app.texts("field:account")
            assert ("scroll_to", "account") in [(name, call.get("scroll_key")) for name, call in app.client.calls]
            await app.select("outcome", "Shop closed")
            assert app.texts("refusal") == ["Not saved: 1 thing to put right"]
            await app.select("account", "Bridge Street Café")
            assert not app.has("refusal")

    asyncio.run(play())


def test_a_saved_order_is_there_after_a_kill(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")
            assert app.texts("value:total") == ["Total", "SEK\xa0186.00"]
        async with running(bundle, data) as app:
            assert "Bridge Street Café" in app.texts()
            assert "SEK\xa0186.00" in app.texts()

    asyncio.run(play())


def test_a_value_of_a_record_is_read_out_with_its_name(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.tap("action:save")
            part = app.part("value:account")
            assert (part.label, part.content.exclude_semantics) == ("Account: Bridge Street Café", True)

    asyncio.run(play())


def test_a_draft_survives_a_kill(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.wait_for(lambda: bool(app.state.repository.drafts.list()))
        async with running(bundle, data) as app:
            await app.tap("Not saved yet")
            assert app.texts("field:total") == ["Total", "SEK\xa0186.00"]
            await app.tap("action:save")
            await app.go("home")
            assert "Not saved yet" not in app.texts()

    asyncio.run(play())


def test_going_to_the_background_writes_the_draft_at_once(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.select("outcome", "No order")
            await app.pause()
            assert len(app.state.repository.drafts.list()) == 1

    asyncio.run(play())


def test_leaving_a_form_asks_and_a_discarded_draft_is_gone(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.select("outcome", "No order")
            await app.back()
            assert "Keep what you filled in?" in app.texts()
            await app.tap("action:discard")
            assert app.route == "/"
            assert app.state.repository.drafts.list() == []

    asyncio.run(play())


def test_an_untouched_form_is_left_without_a_question(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.tap("action:back")
            assert app.route == "/"

    asyncio.run(play())


def test_a_check_that_asks_lets_the_order_through_with_a_reason(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app, "400")
            assert "That is more than they usually order" in app.texts("check:unusual")
            await app.tap("action:save")
            assert app.route == "/form/visit"
            await app.enter("reason:unusual", "Summer fair")
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")
            assert "Reason: Summer fair" in app.texts("reason:unusual")

    asyncio.run(play())


def test_an_edit_changes_the_record(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.tap("action:save")
            await app.tap("action:edit")
            await app.enter("lines/0/qty", "2")
            await app.tap("action:save")
            assert app.texts("value:total") == ["Total", "SEK\xa031.00"]
            await app.go("list:visit")
            assert app.state.repository.list("visit").total == 1

    asyncio.run(play())


def test_a_deleted_record_comes_back_with_undo(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.tap("action:save")
            await app.tap("action:delete")
            assert app.route == "/"
            assert app.state.repository.list("visit").total == 0
            assert "Visit deleted" in app.texts()
            await app.tap("Undo")
            assert "Bridge Street Café" in app.texts()

    asyncio.run(play())


def test_an_edit_left_unfinished_is_gone_on_with(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            await app.tap("action:save")
            await app.tap("action:edit")
            await app.enter("lines/0/qty", "7")
            await app.back()
            await app.tap("action:keep")
            assert app.texts("value:total") == ["Total", "SEK\xa0186.00"]
            await app.tap("action:edit")
            assert app.texts("field:total") == ["Total", "SEK\xa0108.50"]

    asyncio.run(play())


def test_a_keystroke_renders_its_own_cells_and_not_the_form(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            before = app.part("field:date")
            sent = app.client.bytes_sent
            await app.enter("lines/0/qty", "13")
            assert app.part("field:date") is before
            assert app.client.bytes_sent - sent < 4_000

    asyncio.run(play())


def test_a_wider_window_gives_the_form_more_air_and_keeps_what_was_typed(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await fill_order(app)
            app.page.width = 1000
            app.state.resized()
            await app.settle()
            assert current_view(app.page).route == "/form/visit"
            lists = [c for c in walk(current_view(app.page)) if isinstance(c, ft.ListView)]
            assert lists[0].padding.left == (1000 - MAX_WIDTH) / 2
            assert app.texts("field:total") == ["Total", "SEK\xa0186.00"]

    asyncio.run(play())


def test_an_order_at_an_old_price_keeps_it_until_the_person_takes_the_new_one(bundle: Path, data: Path):
    line = {"product": "p4", "qty": 2, "price": Decimal(10), "discount": Decimal(0), "amount": Decimal(20)}
    order = {"account": "a1", "outcome": "order", "lines": [line], "total": Decimal(20)}

    async def play() -> None:
        async with running(bundle, data) as app:
            key = app.state.repository.save("visit", order)
            await app.go(f"visit/{key}")
            await app.tap("action:edit")
            assert app.texts("field:total") == ["Total", "SEK\xa020.00"]
            (said, _) = app.texts("recalculated")
            assert said.startswith(
                "Changed since this was saved: Total SEK\xa020.00 → SEK\xa031.00, Price SEK\xa010.00 →"
            )
            await app.tap("action:update")
            assert app.texts("field:total") == ["Total", "SEK\xa031.00"]
            assert not app.has("recalculated")

    asyncio.run(play())
