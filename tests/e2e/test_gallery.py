"""Every field type in every state, in a real browser, and the pictures of docs/fields.md and docs/gallery.md."""

from __future__ import annotations

import io
import sys
from collections.abc import Collection
from pathlib import Path

import pytest
from docs.generate.field_examples import EXAMPLES
from docs.generate.fields import DARK, UNSEEN
from docs.generate.gallery import IMAGES, SCREENS, block, examples
from PIL import Image, ImageChops
from playwright.sync_api import TimeoutError

from tests.e2e.phone import Phone
from tests.e2e.served import Served, free_port
from tests.tidy.house import ROOT

SHOWN = [name for name in EXAMPLES if name not in UNSEEN]
SIZE = (420, 1240)
FOOT = 70
"""Where the button that goes on stands, at the bottom."""
LARGEST = 150 * 1024


def types_page(mode: str, folder: Path) -> Served:
    port = free_port()
    command = [sys.executable, str(ROOT / "tests" / "ui_fields" / "types_page.py"), str(port), mode, str(folder)]
    path = ":".join(str(ROOT / part) for part in (".", "generator", "app_templates/runtime"))
    return Served(command, f"http://127.0.0.1:{port}/", {"PYTHONPATH": path})


def shots(phone: Phone, wanted: Collection[str]) -> dict[str, Image.Image]:
    """What the screen shows of each wanted type."""
    seen = {}
    for name in SHOWN:
        phone.at(f"after:{name}").wait_for(state="attached")
        if name in wanted:
            seen[name] = drawn(phone)
        go_on(phone, name)
    return seen


def go_on(phone: Phone, name: str) -> None:
    """Taps, and waits for the next type; a page that is still busy may lose a tap."""
    here = phone.at(f"after:{name}")
    for _ in range(5):
        box = here.bounding_box()
        assert box
        phone.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        try:
            here.wait_for(state="detached", timeout=6000)
        except TimeoutError:
            continue
        return
    raise AssertionError(f"nothing comes after {name}")


def drawn(phone: Phone) -> Image.Image:
    """What is above the button, down to the last that is drawn, once two looks at it are the same: nothing blinks here,
    so looks may follow each other quickly."""
    last = None
    for _ in range(60):
        phone.page.wait_for_timeout(120)
        image = Image.open(io.BytesIO(phone.page.screenshot())).convert("RGB")
        image = image.crop((0, 0, image.width, image.height * (SIZE[1] - FOOT) // SIZE[1]))
        ground = Image.new("RGB", image.size, image.getpixel((2, 2)))
        box = ImageChops.difference(image, ground).getbbox()
        if box and last is not None and ImageChops.difference(image, last).getbbox() is None:
            return image.crop((0, 0, image.width, min(image.height, box[3] + 24)))
        last = image
    raise AssertionError("the screen never stood still with something on it")


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("mode", "wanted"), [("light", SHOWN), ("dark", DARK)])
def test_every_type_is_shown_in_every_state(mode, wanted, browser, tmp_path, keep_images):
    with types_page(mode, tmp_path) as server:
        seen = shots(Phone(browser, server.address, size=SIZE), wanted)
    assert list(seen) == [name for name in SHOWN if name in wanted]
    for name, image in seen.items():
        ground = sum(image.getpixel((2, 2)))
        assert ground > 600 if mode == "light" else ground < 200, name
        if keep_images:
            (IMAGES / "fields").mkdir(exist_ok=True)
            ending = "-dark" if mode == "dark" else ""
            image.quantize(128).save(IMAGES / "fields" / f"{name}{ending}.png", optimize=True)


def test_there_is_a_picture_of_each_type_and_none_is_large():
    wanted = {*SHOWN, *(f"{name}-dark" for name in DARK)}
    assert {path.stem for path in (IMAGES / "fields").glob("*.png")} == wanted
    assert [path.name for path in IMAGES.rglob("*.png") if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("name", examples())
def test_each_example_has_its_screens(name):
    wanted = {f"{name}-{screen}{mode}.png" for screen in SCREENS for mode in ("", "-dark")}
    assert wanted - {path.name for path in IMAGES.glob("*.png")} == set()


def test_a_block_of_a_spec_ends_where_the_next_begins():
    text = "a:\n  b:\n    c: 1\n\n    d: 2\n  e: 3\nf:\n  b: 4\n"
    assert block(text, ["a", "b"]) == ["b:", "  c: 1", "", "  d: 2"]
    assert block(text, ["f", "b"]) == ["b: 4"]
    with pytest.raises(KeyError, match=r"a\.x"):
        block(text, ["a", "x"])
