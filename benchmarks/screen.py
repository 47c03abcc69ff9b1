"""What a person waits for, in a real browser: the first usable screen, and a saved spec on the phone beside it."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser
from tests.e2e import served
from tests.e2e.phone import Phone, chromium

from benchmarks.specs import spec
from fieldpact.cli import main as fieldpact

Row = tuple[str, str, str, str]
RUNS = 7
BARE = """\
import os
import flet as ft

def main(page: ft.Page) -> None:
    page.add(ft.TextField(label="Note"))

os.environ["FLET_FORCE_WEB_SERVER"] = "true"
ft.run(main, view=ft.AppView.WEB_BROWSER, host="127.0.0.1", port=int(os.environ["PORT"]), no_cdn=True, assets_dir=None)
"""


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        return [_first(browser, Path(folder)), _preview(browser, Path(folder))]


def _first(browser: Browser, root: Path) -> Row:
    """From the start of the process to something that can be tapped, ours and the bare app's in turn."""
    (root / "spec.yaml").write_text(spec(30), encoding="utf-8")
    (root / "bare.py").write_text(BARE, encoding="utf-8")
    fieldpact(["build", str(root / "spec.yaml"), "-o", str(root / "app")], standalone_mode=False)
    ours, bare = [], []
    for run in range(RUNS + 1):
        ours.append(_opened(browser, served.app(root / "app", root / f"data{run}"), "action:new:t0"))
        port = served.free_port()
        command, address = [sys.executable, str(root / "bare.py")], f"http://127.0.0.1:{port}/"
        bare.append(_opened(browser, served.Served(command, address, {"PORT": str(port)}), ""))
    ratio = statistics.median(a / b for a, b in zip(ours[1:], bare[1:], strict=True))
    return (
        "first usable screen, cold process and browser page",
        f"{statistics.median(ours[1:]):.2f} s",
        "1.2 times the peer",
        f"bare Flet app of one text field: {statistics.median(bare[1:]):.2f} s; ratio {ratio:.2f}",
    )


def _opened(browser: Browser, server: served.Served, identifier: str) -> float:
    start = time.perf_counter()
    with server:
        phone = Phone(browser, server.address)
        wanted = phone.at(identifier) if identifier else phone.page.locator("flt-semantics input").first
        wanted.wait_for(state="attached")
        taken = time.perf_counter() - start
        phone.page.context.close()
    return taken


def _preview(browser: Browser, root: Path) -> Row:
    path = root / "followed.yaml"
    text = spec(300)
    path.write_text(text, encoding="utf-8")
    taken = []
    with served.preview(path, root / "cache") as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        phone = page.frame_locator("iframe")
        phone.locator("flt-semantics-placeholder").evaluate("e => e.click()")
        phone.get_by_text("Table 0").first.wait_for()
        for run in range(RUNS):
            path.write_text(text.replace("en: Table 0", f"en: Run {run}"), encoding="utf-8")
            start = time.perf_counter()
            phone.get_by_text(f"Run {run}").first.wait_for()
            taken.append(time.perf_counter() - start)
            page.wait_for_timeout(500)
        page.close()
    return ("saved spec of 300 fields to new screen in preview", f"{statistics.median(taken):.2f} s", "1.5 s", "")
