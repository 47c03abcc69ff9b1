"""What the camera sees, on a sheet: until a barcode is in it, or until the person takes the photo.

The camera comes with the package flet-camera, which only an app with a barcode field has; it is imported when somebody
looks through it. Where there is no camera, or the person gives none, the caller is told and goes another way.
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import flet as ft

from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.scanning import NotAPicture

PAUSE = 0.3
"""Seconds between two pictures: the phone stays cool, and a code is still read as soon as it stands still."""
_REFUSALS = (RuntimeError, TimeoutError, ft.FletUnsupportedPlatformException)


class NoCamera(Exception):
    """This device has no camera, or the app may not use it."""


async def look(form: FormUi, title: str, codes_in: Callable[[bytes], Sequence[str]]) -> str | None:
    """The first code that the camera sees; None where the person closed the sheet before."""
    parts = _parts()
    camera, closed = parts.Camera(expand=True), asyncio.Event()
    how = ft.Text(form.strings.ui("scan_how"), color=ft.Colors.ON_SURFACE_VARIANT)
    async with _open(form, _sheet(form, title, camera, closed, how), closed):
        await _start(parts, camera)
        while not closed.is_set():
            picture = await camera.take_picture()
            try:
                codes = await asyncio.to_thread(codes_in, picture)
            except NotAPicture:  # a frame that is cut off; the next one is on its way
                codes = []
            if codes:
                return codes[0]
            await asyncio.sleep(PAUSE)
    return None


async def photograph(form: FormUi, title: str, over: bytes) -> bytes | None:
    """The photo that the person takes with `over` half transparent before it; None where they closed the sheet."""
    parts = _parts()
    camera, closed, pressed = parts.Camera(expand=True), asyncio.Event(), asyncio.Event()
    ghost = ft.Image(src=over, opacity=0.5, fit=ft.BoxFit.CONTAIN, left=0, right=0, top=0, bottom=0)
    shown = ft.Stack([camera, ft.TransparentPointer(ghost)], expand=True)
    shutter = ft.Semantics(
        identifier="action:shutter",
        content=ft.FilledButton(form.strings.ui("take_photo"), ft.Icons.PHOTO_CAMERA, on_click=lambda _: pressed.set()),
    )
    async with _open(form, _sheet(form, title, shown, closed, shutter), closed):
        await _start(parts, camera)
        waits = [asyncio.create_task(event.wait()) for event in (closed, pressed)]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for each in waits:
            each.cancel()
        if not closed.is_set():
            taken: bytes = await camera.take_picture()
            return taken
    return None


def _parts() -> Any:
    try:
        return importlib.import_module("flet_camera")
    except ImportError as error:
        raise NoCamera from error


@asynccontextmanager
async def _open(form: FormUi, sheet: ft.BottomSheet, closed: asyncio.Event) -> AsyncIterator[None]:
    """The sheet while something is done with it. `NoCamera` where the camera says no meanwhile."""
    form.page.show_dialog(sheet)
    try:
        yield
    except _REFUSALS as error:
        if not closed.is_set():  # what a camera says while its sheet goes is no refusal
            raise NoCamera from error
    finally:
        if not closed.is_set():
            form.page.pop_dialog()


async def _start(parts: Any, camera: Any) -> None:
    """The camera at the back, where there is one."""
    cameras = await camera.get_available_cameras()
    if not cameras:
        raise NoCamera
    back = [one for one in cameras if one.lens_direction == parts.CameraLensDirection.BACK]
    await camera.initialize((back or cameras)[0], parts.ResolutionPreset.HIGH, enable_audio=False)


def _sheet(form: FormUi, title: str, camera: ft.Control, closed: asyncio.Event, below: ft.Control) -> ft.BottomSheet:
    def close() -> None:
        closed.set()
        form.page.pop_dialog()

    name = ft.Text(title, theme_style=ft.TextThemeStyle.TITLE_MEDIUM, expand=True)
    words = form.strings.ui
    away = ft.Semantics(
        identifier="action:close",
        content=ft.TextButton(words("close"), on_click=lambda _: close(), height=48),
    )
    frame = ft.Container(camera, expand=True, border_radius=12, clip_behavior=ft.ClipBehavior.ANTI_ALIAS)
    return ft.BottomSheet(
        ft.SafeArea(
            ft.Container(
                ft.Column([ft.Row([name, away]), frame, below], spacing=12),
                padding=ft.Padding.all(16),
                height=560,
            )
        ),
        scrollable=True,
        on_dismiss=lambda _: closed.set(),
    )
