"""Takes a picture of every screen of an app in every language, in a Chromium of a phone's size, for the review packet.

Playwright drives the browser; both are there where the tests run, and nobody else needs them. Without them there are no
pictures, and the packet says why.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldpact.model.app import App
from fieldpact.pipeline import Reading, render_bundle_of
from fieldpact.review.packet.pictures import Picture, Pictures

if TYPE_CHECKING:
    from fieldpact.preview.stage import Scene, Stage

WIDTH, HEIGHT, HIGHEST = 390, 844, 2000
ROW = 88
"""Pixels that a field takes on a form, about."""
QUALITY = 70
BLANK = 2600
"""Bytes of a picture with nothing on it yet."""
LOOKS, PAUSE, ALIKE = 50, 0.2, 3
"""A screen stands still once so many looks at it, with a pause of seconds before each, are the same."""
PATIENCE = 30.0
"""Seconds in which the app must have started in the browser."""
UNCHANGED = 12
"""Looks after which a screen that is like the one before is taken to be so."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]


def take(reading: Reading, app: App) -> Pictures:
    """The pictures, or why there are none. Needs a few seconds a screen."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return Pictures((), "There are no pictures of screens: Playwright is not installed (pip install playwright).")
    with tempfile.TemporaryDirectory(prefix="fieldpact-") as folder, sync_playwright() as playwright:
        browser = _browser() or _downloaded(playwright)
        if browser is None:
            say = "There are no pictures of screens: no Chromium was found (playwright install chromium)."
            return Pictures((), say)
        try:
            window = playwright.chromium.launch(executable_path=browser, args=ARGS)
        except Error as problem:
            return Pictures((), f"There are no pictures of screens: {browser} doesn’t start: {str(problem)[:200]}")
        try:
            return _taken(reading, app, Path(folder), window)
        except Error as problem:
            return Pictures((), f"There are no pictures of screens: the browser failed: {str(problem)[:200]}")
        finally:
            window.close()


def _browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _downloaded(playwright: Any) -> str | None:
    path = str(playwright.chromium.executable_path)
    return path if Path(path).exists() else None


def _taken(reading: Reading, app: App, folder: Path, window: Any) -> Pictures:
    from fieldpact.preview.stage import Stage, serving

    bundle = folder / "bundle"
    for path, data in render_bundle_of(reading, app, {}).items():
        (bundle / path).parent.mkdir(parents=True, exist_ok=True)
        (bundle / path).write_bytes(data)
    (folder / "data").mkdir()
    stage = Stage(bundle, folder / "data")
    try:
        with serving(stage) as address:
            context = window.new_context(
                viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
            )
            # Nobody but the stage answers: the page reaches no other network.
            context.route(lambda asked: not asked.startswith((address, "data:", "blob:")), lambda route: route.abort())
            page = context.new_page()
            _open(page, address)
            if not _waited(page, stage.opened):
                return Pictures((), "There are no pictures of screens: the app didn’t start in the browser.")
            taken: list[Picture] = []
            missed: list[Picture] = []
            for scene, data in _walk(stage, page):
                picture = Picture(
                    scene.language, scene.place.kind, _title(scene), stage.name_of(scene.person), WIDTH,
                    _height(scene), data,
                )  # fmt: skip
                (taken if data else missed).append(picture)
            lost = f"{len(missed)} screens never stood still and have no picture." if missed else ""
            return Pictures(tuple(taken), lost)
    finally:
        stage.store.close()


def _open(page: Any, address: str) -> None:
    for attempt in range(50):
        try:
            page.goto(address)
            return
        except Exception:  # the server is still starting
            if attempt == 49:
                raise
            time.sleep(0.2)


def _walk(stage: Stage, page: Any) -> Iterator[tuple[Scene, bytes]]:
    eye = page.context.new_cdp_session(page)
    before = b""
    for scene in stage.scenes():
        page.set_viewport_size({"width": WIDTH, "height": _height(scene)})
        _waited(page, stage.show(scene))
        data = _still(eye, page, before)
        before = data or before
        yield scene, data


def _waited(page: Any, event: threading.Event) -> bool:
    """Whether it came in time. The browser's requests are answered meanwhile, which a plain wait would hold up."""
    for _ in range(int(PATIENCE / PAUSE)):
        if event.is_set():
            return True
        page.wait_for_timeout(PAUSE * 1000)
    return event.is_set()


def _still(eye: Any, page: Any, before: bytes) -> bytes:
    """The screen once it is painted, another than before, and stands still; nothing if it never does."""
    looks: list[bytes] = []
    for look in range(LOOKS):
        page.wait_for_timeout(PAUSE * 1000)
        shot = eye.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        data = base64.b64decode(shot["data"])
        looks = [*looks[1 - ALIKE :], data]
        still = len(looks) == ALIKE and len(set(looks)) == 1
        if still and len(data) > BLANK and (data != before or look > UNCHANGED):
            return data
    return b""


def _height(scene: Scene) -> int:
    """Fields in a row for a form or a record; lists are as high as a phone."""
    wanted = 300 + ROW * scene.rows if scene.place.kind in ("detail", "form") else HEIGHT
    return max(HEIGHT, min(HIGHEST, wanted))


def _title(scene: Scene) -> str:
    return scene.title if scene.page == 0 else f"{scene.title}, page {scene.page + 1}"
