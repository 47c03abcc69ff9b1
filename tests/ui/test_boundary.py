"""A component that raises: the person sees calm words in its place, the rest of the app goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import flet as ft
import pytest
import specs

from fieldapp.testing import Driver, running
from fieldapp.ui.fields import integer, lines_parts
from fieldapp.ui.shell.boundary import FULL, LOG, remember
from fieldapp.ui.views import detail

WORDS = "This can't be shown. What you filled in is kept."
VISIT = """
tables:
  visit:
    title: =shop
    fields: {shop: text, doors: {type: integer, default: 1}}
"""


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    return specs.bundle_of(tmp_path / "visits", VISIT)


def broken(*args: Any, **kwargs: Any) -> Any:
    raise RuntimeError("broken on purpose")


async def fill(app: Driver) -> None:
    app.forgiving = True
    await app.tap("action:new:visit")
    await app.enter("shop", "Kiosk")


def test_an_input_that_raises_leaves_the_others_alone(visits: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(integer, "frame", broken)

    async def play() -> None:
        async with running(visits, data) as app:
            await fill(app)
            assert app.texts("failed") == [WORDS]
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")

    asyncio.run(play())


def test_a_part_that_raises_later_is_replaced_then(visits: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    async def play() -> None:
        async with running(visits, data) as app:
            await fill(app)
            assert not app.has("failed")
            monkeypatch.setattr(integer, "frame", broken)
            await app.enter("doors", "2")
            assert app.has("failed")
            await app.enter("shop", "Hall")
            await app.tap("action:save")
            assert "Hall" in app.texts()

    asyncio.run(play())


PAD = """
tables:
  visit:
    title: =shop
    fields:
      shop: text
      lines:
        type: lines
        fields: {what: text, doors: {type: integer, default: 1}}
"""


def test_in_a_line_of_a_pad_a_sign_stands_for_the_words(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines_parts, "text_field", broken)

    async def play() -> None:
        async with running(specs.bundle_of(tmp_path / "pad", PAD), data) as app:
            await fill(app)
            await app.tap("action:add:lines")
            assert isinstance(app.part("failed").content, ft.IconButton)
            assert app.texts().count(WORDS) == 1  # the sign's name
            await app.tap("failed")
            assert app.texts().count(WORDS) == 2
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")

    asyncio.run(play())


def test_a_screen_that_raises_offers_the_way_back(visits: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(detail, "screen", broken)

    async def play() -> None:
        async with running(visits, data) as app:
            await fill(app)
            await app.tap("action:save")
            assert app.route.startswith("/detail/visit/")
            assert "Something went wrong here" in app.texts("failed")
            await app.tap("action:back")
            assert app.has("action:new:visit")
        assert "broken on purpose" in (data / LOG).read_text()

    asyncio.run(play())


def test_a_failure_that_no_test_expects_fails_the_test(visits: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(integer, "frame", broken)

    async def play() -> None:
        async with running(visits, data) as app:
            await app.tap("action:new:visit")

    with pytest.raises(AssertionError, match="broken on purpose"):
        asyncio.run(play())


def test_the_log_does_not_grow_without_end(tmp_path: Path):
    (tmp_path / LOG).write_text("x" * (FULL + 1))
    remember(tmp_path, ValueError("new"))
    assert "ValueError: new" in (tmp_path / LOG).read_text()
    assert (tmp_path / "errors.older.log").stat().st_size == FULL + 1
