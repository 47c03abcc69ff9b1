"""Every field type in every state, in a real browser, in light and dark, and the pictures of docs/fields.md."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from docs.generate.field_examples import EXAMPLES
from docs.generate.fields import UNSEEN
from docs.generate.gallery import IMAGES, SCREENS, block, examples
from PIL import Image, ImageChops
from playwright.sync_api import TimeoutError

from tests.e2e.phone import Phone, chromium
from tests.e2e.served import Served, free_port
from tests.tidy.house import ROOT

SHOWN = [name for name in EXAMPLES if name not in UNSEEN]
SIZE = (420, 1000)
FOOT = 70
"""Where the button that goes on stands, at the bottom."""
LARGEST = 150 * 1024


def types_page(mode: str, folder: Path) -> Served:
    port = free_port()
    command = [sys.executable, str(ROOT / "tests" / "ui_fields" / "types_page.py"), str(port), mode, str(folder)]
    path = ":".join(str(ROOT / part) for part in (".", "generator", "app_templates/runtime"))
    return Served(command, f"http://127.0.0.1:{port}/", {"PYTHONPATH": path})


def shots(phone: Phone) -> dict[str, Image.Image]:
    """What the screen shows of each type."""
    seen = {}
    for name in SHOWN:
        phone.at(f"after:{name}").wait_for(state="attached")
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
    """What is above the button, down to the last that is drawn."""
    image = phone.still()
    image = image.crop((0, 0, image.width, image.height * (SIZE[1] - FOOT) // SIZE[1]))
    ground = Image.new("RGB", image.size, image.getpixel((2, 2)))
    box = ImageChops.difference(image, ground).getbbox()
    assert box
    return image.crop((0, 0, image.width, min(image.height, box[3] + 24)))


@pytest.mark.browser
@pytest.mark.slow
def test_every_type_is_shown_in_every_state_in_light_and_dark(tmp_path, keep_images):
    seen = {}
    with chromium() as browser:
        for mode in ("light", "dark"):
            with types_page(mode, tmp_path / mode) as server:
                seen[mode] = shots(Phone(browser, server.address, size=SIZE))
    for name in SHOWN:
        light, dark = seen["light"][name], seen["dark"][name]
        assert sum(light.getpixel((2, 2))) > 600 > 200 > sum(dark.getpixel((2, 2))), name
        both = Image.new("RGB", (light.width * 2, max(light.height, dark.height)))
        for at, image in enumerate((light, dark)):
            both.paste(image.getpixel((2, 2)), (at * light.width, 0, (at + 1) * light.width, both.height))
            both.paste(image, (at * light.width, 0))
        if keep_images:
            (IMAGES / "fields").mkdir(exist_ok=True)
            both.quantize(128).save(IMAGES / "fields" / f"{name}.png", optimize=True)


def test_there_is_a_picture_of_each_type_and_none_is_large():
    assert {path.stem for path in (IMAGES / "fields").glob("*.png")} == set(SHOWN)
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
