"""What a damaged bundle shows, and that a release carries no DRAFT mark."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import demo

from fieldapp.testing import running, showing
from fieldapp.ui.shell.start import opener


def test_a_changed_bundle_is_refused_with_the_reason(bundle: Path, data: Path):
    (bundle / "app.json").write_text("{}")

    async def play() -> None:
        async with showing(opener(bundle, data)) as app:
            assert "This app can't be opened" in app.texts("view:refused")
            assert any("app.json" in text for text in app.texts("view:refused"))

    asyncio.run(play())
    assert not data.exists()


def test_only_a_draft_is_marked_as_one(tmp_path: Path, bundle: Path, data: Path):
    release = demo.build(tmp_path / "release", draft=False)

    async def play() -> None:
        async with running(bundle, data) as app:
            assert "DRAFT" in app.texts()
        async with running(release, data) as app:
            assert "DRAFT" not in app.texts()

    asyncio.run(play())


def test_the_app_is_served_to_a_browser_at_the_printed_address(bundle: Path, data: Path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = f"from fieldapp.ui.shell.start import run; from pathlib import Path; run(Path({str(bundle)!r}))"
    given = {"FIELDAPP_WEB": "1", "FIELDAPP_PORT": str(port), "FIELDAPP_DATA": str(data)}
    process = subprocess.Popen([sys.executable, "-c", code], env={**os.environ, **given}, stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        address = process.stdout.readline().decode().strip()
        assert address == f"http://127.0.0.1:{port}"
        assert "<title>" in page_at(address)
        assert (data / "data.sqlite").is_file()
    finally:
        process.kill()
        process.wait()


def page_at(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")
