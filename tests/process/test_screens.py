"""An order on its way through two people's hands, driven by what the screens say."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft

from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk


async def fill(app: Driver, total: str) -> None:
    await app.tap("action:new:order")
    await app.enter("outlet", "Bridge Street")
    await app.enter("total", total)


async def work_as(app: Driver, id: str) -> None:
    await app.go("home")
    app.state.choose(person=id)
    await app.settle()


def shown(app: Driver) -> str:
    return " | ".join(app.texts())


def test_an_approval_by_two_people(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.tap("action:save_and_move")
            assert app.texts("state") == ["Sent"]
            assert app.has("locked") and not app.has("action:edit")
            assert app.has("action:recall") and not app.has("move:approve")
            await work_as(app, "mo")
            assert "Bridge Street is a large one" in app.texts()
            (waiting,) = app.state.repository.waiting()
            await app.tap(f"waiting:{waiting[1]}")
            assert app.texts("state") == ["Sent"]
            await app.tap("move:give_back")
            await app.tap("action:confirm")
            assert "Write a reason to go on" in [t.error for t in walk(app.part("field:reason")) if hasattr(t, "error")]
            await app.enter("field:reason", "Count again")
            await app.tap("action:confirm")
            assert app.texts("state") == ["Draft"]
            await work_as(app, "lena")
            assert app.has(f"waiting:{waiting[1]}")
            await app.tap(f"waiting:{waiting[1]}")
            history = " | ".join(app.texts("history"))
            assert "Give back | State: Sent → Draft | Reason: Count again | Mo Dahl" in history
            assert "Send | State: Draft → Sent | Lena Berg" in history
            await app.tap("move:send")
            await work_as(app, "mo")
            await app.tap(f"waiting:{waiting[1]}")
            await app.tap("move:approve")
            assert app.texts("state") == ["Approved"]
            assert not app.has("move:approve")
            await work_as(app, "lena")
            assert "Your order was approved" in app.texts()
            await app.tap("Your order was approved")
            assert app.texts("state") == ["Approved"]
            await app.go("home")
            assert "Your order was approved" not in app.texts()

    asyncio.run(play())


def test_a_move_that_does_not_hold_says_why(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "0")
            await app.tap("action:save_and_move")
            assert app.texts("state") == ["Draft"]
            assert app.texts("why_not:send") == ["Send: There is nothing to send yet"]
            button = next(c for c in walk(app.part("move:send")) if isinstance(c, ft.OutlinedButton))
            assert button.disabled

    asyncio.run(play())


def test_a_correction_asks_why_and_shows_in_the_history(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.select("outcome", "Order taken")
            await app.tap("action:save_and_move")
            await app.tap("action:correct")
            await app.select("outcome", "No order")
            await app.tap("action:save")
            await app.enter("field:reason", "They called it off")
            await app.tap("action:confirm")
            assert app.texts("state") == ["Sent"]
            history = " | ".join(app.texts("history"))
            assert "Put right | Outcome: Order taken → No order | Reason: They called it off | Lena Berg" in history

    asyncio.run(play())


def test_a_recall_brings_the_draft_back(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.tap("action:save")
            await app.tap("move:send")
            await app.tap("action:recall")
            assert app.texts("state") == ["Draft"]
            assert app.has("action:edit") and app.has("move:send")
            assert "Taken back: Send" in shown(app)
            await app.go("list:order")
            assert "Draft · SEK\xa0500.00" in app.texts(f"row:{app.state.repository.rows('order')[0]['id']}")

    asyncio.run(play())


def test_a_signature_says_what_it_means(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.tap("action:save_and_move")
            (order,) = app.state.repository.rows("order")
            await work_as(app, "ada")
            await app.go(f"order/{order['id']}")
            await app.tap("move:void")
            assert "By going on you sign: Reviewed" in app.texts()
            await app.tap("action:confirm")
            assert app.texts("state") == ["Void"]
            assert "Signed: Reviewed" in app.texts("history")

    asyncio.run(play())


def test_a_signature_asks_for_the_pin_of_the_device(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.tap("action:save_and_move")
            (order,) = app.state.repository.rows("order")
            await work_as(app, "ada")
            app.state.lock.guard.choose("246813")
            await app.go(f"order/{order['id']}")
            await app.tap("move:void")
            await app.enter("field:pin", "135790")
            await app.tap("action:confirm")
            (pin,) = [c for c in walk(app.part("field:pin")) if isinstance(c, ft.TextField)]
            assert pin.error == "That is not the PIN"
            await app.enter("field:pin", "246813")
            await app.tap("action:confirm")
            assert app.texts("state") == ["Void"]

    asyncio.run(play())


def test_a_list_shows_states_by_their_names(bundle: Path, tmp_path: Path):
    async def play() -> None:
        async with running(bundle, tmp_path / "data") as app:
            await work_as(app, "lena")
            await fill(app, "500")
            await app.tap("action:save_and_move")
            await app.go("home")
            await app.tap("view:sent")
            (order,) = app.state.repository.rows("order")
            assert app.texts(f"row:{order['id']}")[:2] == ["Bridge Street", "Sent"]

    asyncio.run(play())
