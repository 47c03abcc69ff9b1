"""A phone-sized Chromium that finds things as a screen reader does: by the semantics that Flutter gives."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Locator, Page, Route, TimeoutError, sync_playwright

from tests.e2e.install_browser import find

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RIVE = "https://cdn.jsdelivr.net/npm/@rive-app/flutter-native-wasm@44.0.0/wasm/rive_native.js"
"""Flet's client asks for the player of animations that it carries, at each start and whatever the app shows; nothing
waits for it, and it is refused like everything else that is not the server."""
TIMEOUT = 30_000
ON_SCREEN = """e => {
    const box = e.getBoundingClientRect()
    for (let part = e.parentElement; part; part = part.parentElement) {
        const within = part.getBoundingClientRect()
        const scrolls = getComputedStyle(part).overflowY !== 'visible'
        if (scrolls && (box.top < within.top - 1 || box.bottom > within.bottom + 1)) return false
    }
    return box.top > -1 && box.bottom < innerHeight
}"""
"""Whether it is on the screen, and tapped where it is: not behind a bar, where Flutter keeps what is to be scrolled."""
COLORS = 128
"""Of a picture, which is a third as large then and looks the same."""
FOCUSED = "e => document.activeElement === e"
SPACES = {0xA0: " ", 0x202F: " "}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; a missing one fails the test."""
    path = find()
    assert path, "no Chromium: run tests/e2e/install_browser.py"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        try:
            yield browser
        finally:
            browser.close()


class Phone:
    """One page at phone size, semantics on."""

    def __init__(self, browser: Browser, address: str, dark: bool = False, size: tuple[int, int] = (390, 844)) -> None:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            device_scale_factor=2,
        )
        context.set_default_timeout(TIMEOUT)
        # Nobody but the server answers: there is no other network.
        context.route(lambda asked: not asked.startswith((address, "data:", "blob:")), self._refuse)
        self.abroad: list[str] = []
        """What was asked of anything but the server, and refused; the client's own habit aside."""
        self.taps = 0
        self.page: Page = context.new_page()
        self.open(address)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_selector("flt-semantics-placeholder", state="attached")
        self.page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        self.page.wait_for_selector("flt-semantics", state="attached")

    def _refuse(self, route: Route) -> None:
        if route.request.url != RIVE:
            self.abroad.append(route.request.url)
        route.abort()

    def at(self, identifier: str) -> Locator:
        """By semantics identifier, such as `field:date` or `action:save`."""
        return self.page.locator(f'[flt-semantics-identifier="{identifier}"]').first

    def input(self, identifier: str) -> Locator:
        """Where something is typed in the field of that semantics identifier, once it can be filled in."""
        named = f'[flt-semantics-identifier="{identifier}"]'
        return self.page.locator(f"{named} :is(input, textarea), {named}:is(input, textarea)").first

    def button(self, name: str) -> Locator:
        """A button by its name, or by how its name begins."""
        return self.page.get_by_role("button", name=name).first

    def tap(self, target: str | Locator) -> None:
        """A real tap in the middle of it, as a thumb does."""
        locator = self.at(target) if isinstance(target, str) else target
        try:
            locator.wait_for(state="attached")
        except TimeoutError as problem:
            raise AssertionError(f"{target} never came; the screen says:\n{self.says()}") from problem
        self._bring(locator)
        box = locator.bounding_box()
        before = None
        while box != before or before is None:  # until it stands still: rows above it may grow
            self.page.wait_for_timeout(150)
            before, box = box, locator.bounding_box()
        assert box, f"{target} has no place on the screen"
        self.taps += 1
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.wait_for_timeout(200)

    def _bring(self, locator: Locator) -> None:
        """Scrolls it onto the screen as a hand does: a scroll of the page's tree alone the client may undo."""
        for _ in range(6):
            box = locator.bounding_box()
            if not box or locator.evaluate(ON_SCREEN):
                return
            self.page.mouse.move(195, 420)
            self.page.mouse.wheel(0, round(box["y"]) - 400)
            for _ in range(10):
                self.page.wait_for_timeout(50)
                if locator.bounding_box() != box:
                    break
        locator.evaluate("e => e.scrollIntoView({block: 'center'})")

    def fill(self, identifier: str, text: str) -> None:
        """Taps into the input of `identifier` and types over what it says."""
        target = self.input(identifier)
        target.wait_for(state="attached")
        self.tap(target)
        for _ in range(3):  # a busy machine gives the input its focus late, and its old text again with it
            target.fill(text)
            self.page.wait_for_timeout(300)
            if target.input_value() == text:
                return
        raise AssertionError(f"{identifier}: {text!r} was typed, and it says {target.input_value()!r}")

    def holds(self, identifier: str) -> str:
        """What the input of `identifier` says once it is tapped: Flutter tells a browser only then."""
        self.tap(identifier)
        field = self.input(identifier)
        for _ in range(20):
            if field.evaluate(FOCUSED):
                return str(field.input_value())
            self.page.wait_for_timeout(100)
        raise AssertionError(f"a tap into {identifier} doesn't lead there")

    def work_as(self, person: str) -> None:
        """Another person of the draft takes the phone."""
        self.tap("action:settings")
        self.sees("Work as")
        if not self.at(f"person:{person}").count():
            self.scroll()
        self.tap(f"person:{person}")
        self.tap("action:back")

    def scroll(self, by: int = 2000) -> None:
        """Scrolls what is in the middle of the screen; what is far below exists only then."""
        self.page.mouse.move(195, 420)
        self.page.mouse.wheel(0, by)
        self.page.wait_for_timeout(500)

    def sees(self, text: str) -> None:
        """Waits until the screen says `text`; on failure the error tells what it says instead."""
        for _ in range(TIMEOUT // 200):
            if text in self.says():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"the screen never said {text!r}; it says:\n{self.says()}")

    def gone(self, text: str) -> None:
        """Waits until the screen no longer says `text`."""
        for _ in range(TIMEOUT // 200):
            if text not in self.says():
                return
            self.page.wait_for_timeout(200)
        raise AssertionError(f"the screen still says {text!r}:\n{self.says()}")

    def says(self) -> str:
        """Everything on the screen as text; its spaces that keep a figure on one line are spaces."""
        said = str(
            self.page.evaluate(
                "() => [...document.querySelectorAll('flt-semantics, flt-semantics *')]"
                ".map(e => (e.getAttribute('aria-label') || '') + ' ' + (e.value || '') + ' '"
                " + (e.childElementCount ? '' : e.textContent)).filter(t => t.trim()).join('\\n')"
            )
        )
        return said.translate(SPACES)

    def picture(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.still().quantize(COLORS).save(path, optimize=True)

    def still(self) -> Image.Image:
        """The screen once it is painted and stands still."""
        last = None
        for _ in range(60):
            self.page.wait_for_timeout(400)
            shot = Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")
            painted = any(low != high for low, high in shot.getextrema())
            if painted and last is not None and ImageChops.difference(shot, last).getbbox() is None:
                return shot
            last = shot
        raise AssertionError("the screen never stood still")
