"""Every screen of the examples opens in a real browser, in light and dark, and names its inputs."""

from __future__ import annotations

import subprocess

import pytest

from tests.e2e import served
from tests.e2e.phone import Phone, chromium
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IMAGES = ROOT / "docs" / "images"
FORMS = {
    "beverage_order": "order",
    "call_report": "call",
    "order_capture": "order",
    "sample_drop": "drop",
    "shout_out": "shout_out",
    "store_visit": "visit",
}

UNNAMED = """() => [...document.querySelectorAll('flt-semantics-host input, flt-semantics-host textarea,'
  + ' flt-semantics-host [role=button], flt-semantics-host [role=checkbox], flt-semantics-host [role=switch]')]
  .filter(e => !(e.getAttribute('aria-label') || e.getAttribute('aria-valuetext') || e.textContent.trim()
    || e.getAttribute('placeholder')))
  .map(e => e.outerHTML.slice(0, 200))"""
SMALL = """() => [...document.querySelectorAll('flt-semantics-host [role=button], flt-semantics-host [role=switch]')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && e.getAttribute('aria-label') !== 'Dismiss' && (r.width < 43.5 || r.height < 43.5))
  .filter(([e, r]) => {  // what the edge of a long list or of the screen cuts is not small
    if (r.width < 43.5) return true;
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
      const box = p.getBoundingClientRect();
      if (box.height > 200 && (Math.abs(r.bottom - box.bottom) < 2 || Math.abs(r.top - box.top) < 2)) return false;
    }
    return r.top < innerHeight - 130;
  })
  .map(([e, r]) => `${e.getAttribute('aria-label') || e.textContent}: ${r.width} x ${r.height}`)"""


@pytest.mark.parametrize("example", FORMS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_home_list_form_and_settings(example, theme, tmp_path, keep_images):
    app = served.build(example, tmp_path / "app")
    filled = [*served.FIELDPACT, "data", "fake", str(app), "--data", str(tmp_path / "data"), "--records", "12"]
    subprocess.run(filled, check=True, capture_output=True)
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address, dark=theme == "dark")

        def look(name: str) -> None:
            assert phone.page.evaluate(UNNAMED) == []
            assert phone.page.evaluate(SMALL) == []
            if keep_images:
                phone.picture(IMAGES / f"{example}-{name}{'-dark' if theme == 'dark' else ''}.png")

        phone.sees("DRAFT")
        look("home")
        phone.tap(f"action:list:{FORMS[example]}")
        phone.at("search").wait_for(state="attached")
        look("list")
        phone.tap("action:back")
        phone.tap(f"action:new:{FORMS[example]}")
        phone.at("action:save").wait_for(state="attached")
        look("form")
        phone.tap("action:save")
        phone.sees("Not saved")
        look("refused")


def test_the_app_speaks_both_languages(tmp_path):
    app = served.build("store_visit", tmp_path / "app")
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address)
        phone.tap("action:settings")
        phone.tap("language:sv")
        phone.tap("action:back")
        phone.sees("Butiksbesök")
        phone.tap("action:new:visit")
        phone.sees("Hur gick det?")
