"""Rank, rating, scale, duration, numbers, files, hidden values and barcodes, as people meet them."""

from __future__ import annotations

import asyncio
import io
import sys
import types
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import flet as ft
import pytest

from fieldapp.fields.barcode import check_digit
from fieldapp.testing import running
from fieldapp.testing.driver import Driver
from fieldapp.testing.tree import walk
from fieldapp.ui import scanning, viewfinder
from fieldapp.ui.fields import barcode

BUNDLE = Path(__file__).parents[1] / "cases" / "shop_visit" / "bundle"
CODE = "4006381333931"


@asynccontextmanager
async def visit(folder: Path) -> AsyncIterator[Driver]:
    """The form of a new visit."""
    async with running(BUNDLE, folder) as driver:
        await driver.tap("action:new:visit")
        yield driver


def controls(driver: Driver, kind: Any, inside: str) -> list[Any]:
    return [control for control in walk(driver.part(inside)) if isinstance(control, kind)]


def typed(driver: Driver, inside: str) -> str:
    """The text in the text field of a field."""
    return str(controls(driver, ft.TextField, inside)[0].value)


def shown(driver: Driver, inside: str) -> list[str]:
    """The texts of a field that stand on the screen, without those that are only read out."""
    return [one.value for one in controls(driver, ft.Text, inside)]


def said(driver: Driver, inside: str) -> list[str]:
    """What a screen reader says of the parts of a field."""
    return [one.label for one in controls(driver, ft.Semantics, inside) if one.label]


async def press(driver: Driver, inside: str, name: str) -> None:
    """The part of a field that a screen reader calls `name`, tapped."""
    for one in controls(driver, (ft.Semantics, ft.IconButton), inside):
        called = one.label if isinstance(one, ft.Semantics) else getattr(one.icon, "semantics_label", None)
        if called == name and not getattr(one, "disabled", False):
            event = "tap" if isinstance(one, ft.Semantics) else "click"
            await driver.client.session.dispatch_event(one._i, event, None)
            await driver.settle()
            return
    raise AssertionError(f"no {name!r} in {said(driver, inside)}")


async def slide(driver: Driver, inside: str, to: float, event: str = "change") -> None:
    slider = controls(driver, ft.Slider, inside)[0]
    driver.client.session.apply_patch(slider._i, {"value": to})
    await driver.client.session.dispatch_event(slider._i, event, str(to))
    await driver.settle()


def test_stars_are_tapped_and_cleared_by_tapping_again(tmp_path):
    async def run():
        async with visit(tmp_path) as driver:
            assert said(driver, "field:service")[0] == "Service *: Not answered"
            await press(driver, "field:service", "Service: 4 of 5")
            assert said(driver, "field:service")[0] == "Service *: 4 of 5"
            await press(driver, "field:service", "Service: 4 of 5")
            assert said(driver, "field:service")[0] == "Service *: Not answered"
            assert all(one.width >= 48 for one in controls(driver, ft.Container, "field:service") if one.on_click)

    asyncio.run(run())


def test_options_get_their_places_by_tapping_and_move_by_buttons(tmp_path):
    async def run():
        async with visit(tmp_path) as driver:
            for label, place in (("Lime", 1), ("Cola", 2), ("Tonic", 3)):
                await press(driver, "field:favourites", f"{label}: put it in place {place}")
            assert shown(driver, "field:favourites")[-8:] == ["1", "Lime", "2", "Cola", "3", "Tonic", "", "Berry"]
            await press(driver, "field:favourites", "Tonic: up")
            await press(driver, "field:favourites", "Lime: down")
            await press(driver, "field:favourites", "2. Lime: Clear")
            await driver.tap("action:save")
            assert "Put one more in its place" in driver.texts("field:favourites")
            await press(driver, "field:favourites", "Berry: put it in place 3")
            assert shown(driver, "field:favourites")[-8:] == ["1", "Tonic", "2", "Cola", "3", "Berry", "", "Lime"]

    asyncio.run(run())


def test_a_slider_is_blank_until_it_is_touched_and_its_lowest_value_can_be_picked(tmp_path):
    async def run():
        async with visit(tmp_path) as driver:
            assert "–" in driver.texts("field:taste") and "Very much" in driver.texts("field:taste")
            await slide(driver, "field:taste", 0.0, "change_end")
            assert "0.0" in driver.texts("field:taste")
            await slide(driver, "field:taste", 7.4999999)
            assert "7.5" in driver.texts("field:taste")
            await press(driver, "field:taste", "Would they recommend us?: Clear")
            assert "–" in driver.texts("field:taste")

    asyncio.run(run())


def test_a_whole_visit_is_numbered_computed_from_what_is_hidden_and_shown(tmp_path):
    async def run():
        async with visit(tmp_path) as driver:
            assert not driver.has("field:number")
            assert not driver.has("field:points") and not driver.has("field:source")
            await press(driver, "field:service", "Service: 4 of 5")
            await slide(driver, "field:taste", 7.5)
            await driver.enter("field:stay", "1:30")
            assert "17.0" in driver.texts("field:worth")
            await driver.enter("field:code", "4006381333932")
            await driver.tap("action:save")
            assert "A digit is wrong: compare it with the code" in driver.texts()
            await driver.enter("field:code", CODE)
            await driver.tap("action:save")
            texts = driver.texts()
            assert "4 of 5" in texts and CODE in texts and "1\u00a0h 30\u00a0min" in texts
            assert not {"phone", "15.5", "Points", "Source"} & set(texts)
            assert any(text.startswith("SV-") and text.endswith("-0001") for text in texts)

    asyncio.run(run())


def answer(monkeypatch, *files: tuple[str, bytes]) -> None:
    async def pick_files(self, **_):
        return [ft.FilePickerFile(id=n, name=name, size=len(data), bytes=data) for n, (name, data) in enumerate(files)]

    monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)


def refuse(monkeypatch) -> None:
    async def pick_files(self, **_):
        raise ft.FletUnsupportedPlatformException("no picker here")

    monkeypatch.setattr(ft.FilePicker, "pick_files", pick_files)


def test_files_are_added_under_their_names_as_many_as_fit(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            answer(monkeypatch, ("Avtal.pdf", b"%PDF-1.7 a"), ("Pris.docx", b"PK\x03\x04"), ("c.pdf", b"%PDF-1.7 c"))
            await press(driver, "field:contract", "Contract: Add a file 0/2 · PDF, DOCX")
            assert shown(driver, "field:contract") == ["Contract", "Avtal.pdf", "Pris.docx"]
            await press(driver, "field:contract", "Remove the file: Avtal.pdf")
            answer(monkeypatch, ("virus.exe", b"MZ"))
            await press(driver, "field:contract", "Contract: Add a file 1/2 · PDF, DOCX")
            assert "This file can't be added here. Kinds: pdf, docx" in driver.texts()
            await press(driver, "field:service", "Service: 4 of 5")
            await driver.tap("action:save")
            assert "Pris.docx" in driver.texts()

    asyncio.run(run())


def test_a_device_without_a_picker_says_so(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            refuse(monkeypatch)
            await press(driver, "field:contract", "Contract: Add a file 0/2 · PDF, DOCX")
            assert "This device doesn't let the app pick files" in driver.texts("field:contract")
            monkeypatch.setitem(sys.modules, "pyzbar.pyzbar", None)
            await press(driver, "field:code", "Barcode on the shelf: scan")
            assert "Scanning isn't possible on this device; type the number" in driver.texts("field:code")
            await driver.enter("field:code", CODE)
            assert typed(driver, "field:code") == CODE

    asyncio.run(run())


def zbar(monkeypatch, *found: tuple[str, str, int]) -> None:
    """A decoder that finds these codes (symbol, text, width) in whatever picture it gets, and no camera."""

    class Grey:
        def convert(self, _mode: str) -> Grey:
            return self

        def thumbnail(self, _size: tuple[int, int]) -> None: ...

        def __enter__(self) -> Grey:
            return self

        def __exit__(self, *_: object) -> None: ...

    def opened(_data: io.BytesIO) -> Grey:
        return Grey()

    def decode(_image: Grey) -> list[Any]:
        rect = types.SimpleNamespace
        return [rect(type=kind, data=text.encode(), rect=rect(width=w, height=1)) for kind, text, w in found]

    parts = {
        "PIL.Image": types.SimpleNamespace(open=opened, DecompressionBombError=ValueError),
        "PIL.ImageOps": types.SimpleNamespace(exif_transpose=lambda image: image),
        "pyzbar.pyzbar": types.SimpleNamespace(decode=decode),
    }
    monkeypatch.setitem(sys.modules, "flet_camera", None)
    for name, part in parts.items():
        monkeypatch.setitem(sys.modules, name.partition(".")[0], types.ModuleType(name.partition(".")[0]))
        monkeypatch.setitem(sys.modules, name, part)


def test_a_code_in_a_picture_is_entered_the_largest_first(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            answer(monkeypatch, ("shelf.png", b"picture"))
            zbar(monkeypatch, ("QRCODE", "not asked for", 90), ("EAN8", "96385074", 10), ("EAN13", CODE, 40))
            await press(driver, "field:code", "Barcode on the shelf: scan")
            assert typed(driver, "field:code") == CODE

    asyncio.run(run())


def test_neither_camera_nor_picker(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            zbar(monkeypatch)
            refuse(monkeypatch)
            await press(driver, "field:code", "Barcode on the shelf: scan")
            assert "Scanning isn't possible on this device; type the number" in driver.texts("field:code")

    asyncio.run(run())


def camera(monkeypatch, *pictures: bytes, cameras: tuple[str, ...] = ("front", "back")) -> list[str]:
    """A camera that takes these pictures, the last of them again and again; the list says which one was started."""
    started: list[str] = []

    class Camera(ft.Container):
        async def get_available_cameras(self) -> list[Any]:
            return [types.SimpleNamespace(lens_direction=one) for one in cameras]

        async def initialize(self, one: Any, _preset: str, enable_audio: bool) -> None:
            assert not enable_audio
            started.append(one.lens_direction)

        async def take_picture(self) -> bytes:
            return shown.pop(0) if len(shown) > 1 else shown[0]

    shown = list(pictures)
    part = types.SimpleNamespace(
        Camera=Camera,
        CameraLensDirection=types.SimpleNamespace(BACK="back"),
        ResolutionPreset=types.SimpleNamespace(HIGH="high"),
    )
    monkeypatch.setitem(sys.modules, "flet_camera", part)
    monkeypatch.setattr(viewfinder, "PAUSE", 0.01)
    return started


def reads(monkeypatch) -> None:
    """A reader for which a picture is the code that is in it; an empty one can't be read."""

    def codes_in(picture: bytes, _kinds: object) -> list[str]:
        if not picture:
            raise scanning.NotAPicture
        return [] if picture == b"nothing" else [picture.decode()]

    zbar(monkeypatch)
    monkeypatch.setattr(barcode, "codes_in", codes_in)


def test_the_camera_at_the_back_looks_until_it_sees_a_code(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            reads(monkeypatch)
            started = camera(monkeypatch, b"nothing", b"", b"nothing", CODE.encode())
            await press(driver, "field:code", "Barcode on the shelf: scan")
            await until(driver, lambda: typed(driver, "field:code") == CODE)
            assert started == ["back"]
            assert "Hold the code straight and close, until it is read" not in driver.texts()

    asyncio.run(run())


def test_a_camera_that_sees_nothing_is_closed(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            reads(monkeypatch)
            camera(monkeypatch, b"nothing")
            await press(driver, "field:code", "Barcode on the shelf: scan")
            assert "Hold the code straight and close, until it is read" in driver.texts()
            await driver.tap("action:close")
            await until(driver, lambda: "Hold the code straight and close, until it is read" not in driver.texts())
            assert typed(driver, "field:code") == ""

    asyncio.run(run())


def test_without_a_camera_a_picture_is_picked(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            reads(monkeypatch)
            camera(monkeypatch, b"nothing", cameras=())
            answer(monkeypatch, ("shelf.png", CODE.encode()))
            await press(driver, "field:code", "Barcode on the shelf: scan")
            await until(driver, lambda: typed(driver, "field:code") == CODE)

    asyncio.run(run())


async def until(driver: Driver, so: Callable[[], bool]) -> None:
    """Waits for what another thread is at."""
    for _ in range(200):
        if so():
            return
        await asyncio.sleep(0.01)
        await driver.settle()
    raise AssertionError("it never was so")


def test_a_picture_without_a_code_says_so(tmp_path, monkeypatch):
    async def run():
        async with visit(tmp_path) as driver:
            answer(monkeypatch, ("shelf.png", b"picture"))
            zbar(monkeypatch)
            await press(driver, "field:code", "Barcode on the shelf: scan")
            assert any(text.startswith("No barcode found") for text in driver.texts("field:code"))

    asyncio.run(run())


def test_a_upc_is_read_as_itself_where_only_it_is_asked_for(monkeypatch):
    zbar(monkeypatch, ("EAN13", "0036000291452", 10))
    assert scanning.codes_in(b"", ("upca",)) == ["036000291452"]
    assert scanning.codes_in(b"", ("ean13", "upca")) == ["0036000291452"]
    assert scanning.codes_in(b"", ("qr",)) == []


_LEFT = {"L": [13, 25, 19, 61, 35, 49, 47, 59, 55, 11], "G": [39, 51, 27, 33, 29, 57, 5, 17, 9, 23]}
_SIDES = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"]


def ean13(code: str) -> bytes:
    """The bars of a number as a PNG: 3 pixels a module, 80 high, white around."""
    left = "".join(f"{_LEFT[side][int(d)]:07b}" for side, d in zip(_SIDES[int(code[0])], code[1:7], strict=True))
    right = "".join(f"{127 - _LEFT['L'][int(d)]:07b}" for d in code[7:])
    modules = "0" * 12 + "101" + left + "01010" + right + "101" + "0" * 12
    row = b"\x00" + b"".join((b"\x00" if module == "1" else b"\xff") * 3 for module in modules)
    blank = b"\x00" + b"\xff" * (len(row) - 1)
    rows = blank * 20 + row * 80 + blank * 20

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = (len(row) - 1).to_bytes(4, "big") + (120).to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_bars_are_read_by_zbar_itself():
    pytest.importorskip("PIL")
    pytest.importorskip("pyzbar.pyzbar", exc_type=ImportError)
    for start in ("400638133393", "731000000001", "590123412345"):
        code = start + check_digit(start)
        assert scanning.codes_in(ean13(code), ("ean13",)) == [code]
    assert scanning.codes_in(ean13(CODE), ("ean8",)) == []
    with pytest.raises(scanning.NotAPicture):
        scanning.codes_in(b"%PDF-1.7", ("ean13",))


def test_without_zbar_there_is_no_scanning(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyzbar.pyzbar", None)
    with pytest.raises(scanning.NoScanning):
        scanning.codes_in(ean13(CODE), ("ean13",))
