"""What stands on the screen while the data is opened, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import flet as ft
import pytest
from tests.built import bundle_at, history_of

from fieldapp.app.strings import runtime_text
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import DataProblem, Repository
from fieldapp.testing import Driver, showing
from fieldapp.testing.tree import walk
from fieldapp.ui.shell import start
from fieldapp.ui.shell.preferences import Preferences
from fieldapp.ui.shell.updates import Updates

PATIENCE = 20
SPEC = """\
fieldpact: 1
app: {id: com.example.slow, name: {en: Slow start, sv: Trög start}, version: 1.0.0, languages: [en, sv]}
tables:
  visit: {title: =note, fields: {note: {type: text, label: Note}}}
"""


class Slow:
    """Opening waits until it is let go, and then fails where it should."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, problem: DataProblem | None = None) -> None:
        self.go, self.calls, self.problem = threading.Event(), 0, problem
        monkeypatch.setattr(start, "Updates", self._opened)

    def _opened(self, *given: object) -> Updates:
        self.calls += 1
        assert self.go.wait(PATIENCE)
        if self.problem is not None:
            raise self.problem
        return Updates(*given)


@pytest.fixture
def app_bundle(tmp_path: Path) -> Path:
    (tmp_path / "spec.yaml").write_text(SPEC)
    return bundle_at(tmp_path / "b1", tmp_path / "spec.yaml", {})


def besides(main: Callable[[ft.Page], object]) -> Callable[[ft.Page], None]:
    """As Flet runs it: events go on while the app's entry point waits."""
    return lambda page: page.run_task(main, page) and None


def rings(app: Driver) -> list[ft.ProgressRing]:
    return [part for part in walk(app.page) if isinstance(part, ft.ProgressRing)]


@pytest.mark.parametrize(("language", "name"), [("en", "Slow start"), ("sv", "Trög start")])
def test_a_slow_opening_shows_the_app_then_a_ring_then_words_and_then_home(
    app_bundle: Path, data: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    Preferences(language=language, theme="dark").save(data)
    slow = Slow(monkeypatch)

    async def play() -> None:
        async with showing(besides(start.opener(app_bundle, data))) as app:
            assert app.texts("view:start") == ["T" if language == "sv" else "S", name]
            assert rings(app) == []
            assert app.page.theme_mode == ft.ThemeMode.DARK
            await app.wait_for(lambda: rings(app) != [])
            words = runtime_text(language, "start.ready")
            await app.wait_for(lambda: words in app.texts("view:start"))
            assert not any(getattr(part, "on_click", None) for part in walk(app.page))
            await app.back()  # nothing to go back to, and nothing that stops
            assert app.has("view:start")
            slow.go.set()
            await app.wait_for(lambda: app.has("action:new:visit"))
            assert not app.has("view:start")
            assert rings(app) == []
            await app.tap("action:new:visit")
            await app.enter("field:note", "typed")

    asyncio.run(play())
    assert slow.calls == 1


def test_a_page_that_comes_meanwhile_waits_for_the_same_opening(
    app_bundle: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)

    async def play() -> None:
        main = besides(start.opener(app_bundle, data))
        async with showing(main) as first, showing(main) as second:
            assert first.has("view:start")
            assert second.has("view:start")
            slow.go.set()
            await first.wait_for(lambda: first.has("action:new:visit"))
            await second.wait_for(lambda: second.has("action:new:visit"))

    asyncio.run(play())
    assert slow.calls == 1


def test_what_fails_is_said_and_a_page_that_comes_later_tries_again(
    app_bundle: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch, DataProblem("storage_full"))

    async def play() -> None:
        main = besides(start.opener(app_bundle, data))
        async with showing(main) as app:
            assert app.has("view:start")
            slow.go.set()
            await app.wait_for(lambda: app.has("view:refused"))
            assert runtime_text("en", "storage_full") in app.texts("view:refused")
        slow.problem = None
        async with showing(main) as app:
            await app.wait_for(lambda: app.has("action:new:visit"))

    asyncio.run(play())
    assert slow.calls == 2


def test_records_that_are_carried_over_are_told_apart(
    app_bundle: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Repository(load_bundle(app_bundle), data, app_bundle).close()
    (tmp_path / "spec.yaml").write_text(SPEC.replace("1.0.0", "1.1.0").replace("{note:", "{size: integer, note:"))
    newer = bundle_at(tmp_path / "b2", tmp_path / "spec.yaml", history_of(app_bundle))
    slow = Slow(monkeypatch)

    async def play() -> None:
        async with showing(besides(start.opener(newer, data))) as app:
            await app.wait_for(lambda: runtime_text("en", "start.upgrade") in app.texts())
            slow.go.set()
            await app.wait_for(lambda: app.has("action:new:visit"))

    asyncio.run(play())
