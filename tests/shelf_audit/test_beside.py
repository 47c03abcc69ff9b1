"""The picture that a photo is compared with: over the app's own viewfinder, or beside the phone's camera."""

from __future__ import annotations

import asyncio
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from fieldapp.testing import Driver, running
from fieldapp.testing.tree import walk
from tests.shelf_audit.filling import PIXEL


def camera(monkeypatch: pytest.MonkeyPatch, cameras: tuple[str, ...] = ("front", "back")) -> list[str]:
    """A camera that takes PIXEL; the list says which one was started."""
    started: list[str] = []

    class Camera(ft.Container):
        async def get_available_cameras(self) -> list[Any]:
            return [types.SimpleNamespace(lens_direction=one) for one in cameras]

        async def initialize(self, one: Any, _preset: str, enable_audio: bool) -> None:
            started.append(one.lens_direction)

        async def take_picture(self) -> bytes:
            return PIXEL

    part = types.SimpleNamespace(
        Camera=Camera,
        CameraLensDirection=types.SimpleNamespace(BACK="back"),
        ResolutionPreset=types.SimpleNamespace(HIGH="high"),
    )
    monkeypatch.setitem(sys.modules, "flet_camera", part)
    return started


def picker(monkeypatch: pytest.MonkeyPatch) -> None:
    async def pick_files(self: ft.FilePicker, **_: Any) -> list[ft.FilePickerFile]:
        return [ft.FilePickerFile(id=1, name="a.png", size=len(PIXEL), bytes=PIXEL)]

    monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)


def on_a_new_audit(bundle: Path, data: Path, play: Callable[[Driver], Any]) -> None:
    async def run() -> None:
        async with running(bundle, data, me="lena") as app:
            await app.tap("action:new:audit")
            await app.select("outlet", "Big Market")
            await play(app)

    asyncio.run(run())


def photos(app: Driver, shelf: int) -> Any:
    (form,) = app.state.forms.values()
    lines: Any = form.engine.cell("shelves")
    return lines.rows[shelf].cells["photo"].value


def ghosts(app: Driver) -> list[ft.Image]:
    return [each for each in walk(app.page._dialogs) if isinstance(each, ft.Image) and each.opacity == 0.5]


async def until(app: Driver, holds: Callable[[], bool]) -> None:
    await app.wait_for(holds)


def test_the_planogram_lies_over_the_viewfinder(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(app: Driver) -> None:
        started = camera(monkeypatch)
        await app.tap("action:photo:shelves/0/photo")
        await until(app, lambda: started == ["back"])
        (ghost,) = ghosts(app)
        assert ghost.src == (bundle / "pictures" / "data" / "planograms" / "dairy.png").read_bytes()
        await app.tap("action:shutter")
        await until(app, lambda: bool(photos(app, 0)))
        assert ghosts(app) == []

    on_a_new_audit(bundle, tmp_path, play)


def test_closing_the_viewfinder_takes_no_photo(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def play(app: Driver) -> None:
        started = camera(monkeypatch)
        picker(monkeypatch)
        await app.tap("action:photo:shelves/0/photo")
        await until(app, lambda: started == ["back"])
        await app.tap("action:close")
        await until(app, lambda: not ghosts(app))
        assert photos(app, 0) is None

    on_a_new_audit(bundle, tmp_path, play)


@pytest.mark.parametrize("cameras", [(), None])
def test_without_a_camera_of_its_own_the_app_asks_the_phone(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cameras: tuple[str, ...] | None
) -> None:
    async def play(app: Driver) -> None:
        picker(monkeypatch)
        if cameras is None:
            monkeypatch.setitem(sys.modules, "flet_camera", None)
        else:
            camera(monkeypatch, cameras)
        await app.tap("action:photo:shelves/0/photo")
        await until(app, lambda: bool(photos(app, 0)))
        assert app.has("beside:shelves/0/photo/1")

    on_a_new_audit(bundle, tmp_path, play)


def test_a_shelf_without_a_planogram_has_no_ghost(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(app: Driver) -> None:
        started = camera(monkeypatch)
        picker(monkeypatch)
        await app.tap("action:photo:shelves/1/photo")
        await until(app, lambda: bool(photos(app, 1)))
        assert started == [] and not app.has("beside:shelves/1/photo/1")

    on_a_new_audit(bundle, tmp_path, play)


def test_a_planogram_is_seen_on_its_own_record(bundle: Path, tmp_path: Path) -> None:
    async def run() -> None:
        async with running(bundle, tmp_path, me="lena") as app:
            await app.go("category/dairy")
            data = (bundle / "pictures" / "data" / "planograms" / "dairy.png").read_bytes()
            assert any(isinstance(each, ft.Image) and each.src == data for each in walk(app.page))

    asyncio.run(run())
