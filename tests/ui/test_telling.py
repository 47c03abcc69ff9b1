"""Short words after a step stand above the bar at the foot, so that the next tap lands on it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import flet as ft

from fieldapp.testing import Driver, running
from fieldapp.testing.tree import current_view, top_layers, walk
from fieldapp.ui.telling import BESIDE, USUAL


def room_below(app: Driver) -> float:
    snack = next(one for layer in top_layers(app.page) for one in walk(layer) if isinstance(one, ft.SnackBar))
    assert snack.behavior is ft.SnackBarBehavior.FLOATING
    return snack.margin.bottom


def foot(app: Driver) -> ft.Container:
    return next(c for c in walk(current_view(app.page)) if isinstance(c, ft.Container) and c.on_size_change)


def test_words_stand_above_a_bar_that_is_still_to_be_drawn_and_then_above_the_one_that_was(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            app.state.tell("Saved")
            await app.settle()
            assert room_below(app) == USUAL + BESIDE
            app.page.pop_dialog()
            await app.settle()
            size = {"w": 360.0, "h": 212.0}
            await app.client.session.dispatch_event(foot(app)._i, "size_change", size)
            app.state.tell("Saved")
            await app.settle()
            assert room_below(app) == 212 + BESIDE

    asyncio.run(play())


def test_where_there_is_no_bar_words_stand_at_the_foot(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            app.state.tell("Updated")
            await app.settle()
            assert room_below(app) == BESIDE

    asyncio.run(play())


def test_words_of_the_fields_stand_above_the_save_bar_too(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.select("outcome", "Order taken")
            await app.tap("Add a row")
            await app.tap("Ginger Beer 33 cl")
            await app.tap("Done")
            await app.tap("action:menu:lines/0")
            await app.tap("action:copy:lines/0")
            assert room_below(app) == USUAL + BESIDE

    asyncio.run(play())
