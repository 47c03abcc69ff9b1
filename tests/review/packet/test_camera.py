"""Pictures of screens, and what is said where there is nothing to take them with."""

from __future__ import annotations

import datetime as dt
import io
import sys

import pytest
from PIL import Image

from fieldpact.pipeline import check
from fieldpact.preview import camera
from tests.tidy.house import ROOT


def test_without_a_driver_or_a_browser_it_says_so(monkeypatch):
    reading = check(ROOT / "examples" / "shout_out" / "spec.yaml")
    assert reading.app is not None
    monkeypatch.setattr(camera, "_browser", lambda: None)
    monkeypatch.setattr(camera, "_downloaded", lambda playwright: None)
    assert "no Chromium was found" in camera.take(reading, reading.app).missing
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    taken = camera.take(reading, reading.app)
    assert taken.taken == ()
    assert "Playwright is not installed" in taken.missing


@pytest.mark.browser
@pytest.mark.slow
def test_the_camera_takes_every_screen_in_every_language():
    spec = ROOT / "examples" / "shout_out" / "spec.yaml"
    reading = check(spec, None, dt.date(2027, 2, 1))
    assert reading.app is not None
    taken = camera.take(reading, reading.app)
    assert taken.missing == ""
    seen = [(each.language, each.screen, each.title) for each in taken.taken]
    assert seen[:8] == [
        ("en", "home", "Home, Colleague"), ("en", "list", "Colleagues"), ("en", "detail", "Colleague"),
        ("en", "list", "Shout-outs"), ("en", "detail", "Shout-out"), ("en", "form", "Shout-out"),
        ("en", "list", "The last 30 days"), ("en", "list", "For me"),
    ]  # fmt: skip
    assert [language for language, *_ in seen] == ["en"] * 8 + ["sv"] * 8
    assert len({each.sha256 for each in taken.taken}) == 16
    for each in taken.taken:
        image = Image.open(io.BytesIO(each.data))
        assert (image.format, image.size) == ("WEBP", (each.width, each.height))
        assert len(each.data) < 60_000
