"""Every screen of the examples opens in a real browser, in light and dark, and names its inputs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fieldapp.ui.theme import LIST_WIDTH, MAX_WIDTH
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
PERSONS = {"sample_drop": "r01"}
"""Who makes such records, where the first person of the draft doesn't."""
ROW = '[flt-semantics-identifier^="row:"]'
SAVE_OR_NEXT = '[flt-semantics-identifier="action:save"], [flt-semantics-identifier="action:next"]'
LIST_OR_HOME = '[flt-semantics-identifier="search"], [flt-semantics-identifier="action:settings"]'
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
def test_every_screen_names_what_it_has_and_gives_thumbs_room(example, theme, tmp_path, keep_images):
    app = filled(example, tmp_path)
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address, dark=theme == "dark")

        def look(name: str) -> None:
            assert phone.page.evaluate(UNNAMED) == []
            assert phone.page.evaluate(SMALL) == []
            if keep_images:
                phone.picture(IMAGES / f"{example}-{name}{'-dark' if theme == 'dark' else ''}.png")

        phone.sees("DRAFT")
        if example in PERSONS:
            phone.work_as(PERSONS[example])
        phone.tap(f"action:list:{FORMS[example]}")
        phone.at("search").wait_for(state="attached")
        look("list")
        if not phone.page.locator(ROW).count():  # of records that others made
            phone.tap("action:back")
        phone.tap(phone.page.locator(ROW).first)
        phone.at("view:detail").wait_for(state="attached")
        look("detail")
        for _ in range(2):
            phone.scroll(650)
            assert phone.page.evaluate(UNNAMED) == []
            assert phone.page.evaluate(SMALL) == []
        while not phone.at("action:settings").count():
            phone.tap("action:back")
            phone.page.locator(LIST_OR_HOME).first.wait_for(state="attached")
            phone.page.wait_for_timeout(800)  # the screen that is left takes its arrow along only when it is gone
        look("home")  # now: a busy browser tells of a screen before it is painted for the first time
        phone.tap(f"action:new:{FORMS[example]}")
        phone.page.locator(SAVE_OR_NEXT).first.wait_for(state="attached")
        look("form")
        for _ in range(5):  # a form in pages is saved on its last one
            if phone.at("action:next").count():
                phone.tap("action:next")
                phone.page.wait_for_timeout(800)  # the button of the page that is left goes a little later
        phone.tap("action:save")
        phone.sees("Not saved")
        look("refused")
        if theme == "light":
            phone.page.evaluate(TWICE)
            fits(phone)  # the form, with all its problems
            phone.tap("action:back")
            phone.page.locator(LIST_OR_HOME).first.wait_for(state="attached")
            fits(phone)


def fits(phone: Phone) -> None:
    """Nothing reaches over the edge of the screen, and thumbs still have room."""
    phone.page.wait_for_timeout(700)
    assert phone.page.evaluate(OUTSIDE) == []
    assert phone.page.evaluate(SMALL) == []


OUTSIDE = """() => [...document.querySelectorAll('flt-semantics-host [role=button], flt-semantics-host input,'
  + ' flt-semantics-host textarea, flt-semantics-host [role=heading]')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.left < -1 || r.right > innerWidth + 1))
  .map(([e, r]) => `${e.getAttribute('aria-label') || e.textContent}: ${r.left} to ${r.right}`)"""
TWICE = "document.documentElement.style.fontSize = '200%'"


def filled(example: str, folder: Path) -> Path:
    app = served.build(example, folder / "app")
    command = [*served.FIELDPACT, "data", "fake", str(app), "--data", str(folder / "data"), "--records", "12"]
    subprocess.run(command, check=True, capture_output=True)
    return app


@pytest.mark.parametrize("example", ["order_capture", "shout_out"])
def test_letters_of_twice_the_size_stay_on_the_screen(example, tmp_path, keep_images):
    app = filled(example, tmp_path)
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address)
        phone.page.evaluate(TWICE)

        def look(name: str) -> None:
            fits(phone)
            if keep_images:
                phone.picture(IMAGES / f"{example}-{name}-large.png")

        phone.sees("DRAFT")
        look("home")
        phone.tap(f"action:new:{FORMS[example]}")
        phone.at("action:save").wait_for(state="attached")
        look("form")
        phone.tap("action:save")
        phone.sees("Not saved")
        refusal = phone.at("refusal").bounding_box()
        assert refusal
        assert refusal["height"] < phone.page.evaluate("innerHeight") / 5
        look("refused")
        phone.tap("action:back")
        phone.tap(f"action:list:{FORMS[example]}")
        phone.at("search").wait_for(state="attached")
        look("list")
        phone.tap(phone.page.locator(ROW).first)
        phone.at("view:detail").wait_for(state="attached")
        look("detail")


@pytest.mark.parametrize("size", [(1024, 768), (1440, 900)])
def test_a_wide_screen_shows_a_record_beside_its_list(size, tmp_path, keep_images):
    app = filled("order_capture", tmp_path)
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address, size=size)
        phone.tap("action:list:order")
        phone.sees("Pick one from the list to see it here")
        row = phone.page.locator(ROW).first
        phone.tap(row)
        phone.at("view:detail").wait_for(state="attached")
        listed, shown = row.bounding_box(), phone.at("view:detail").bounding_box()
        assert listed
        assert shown
        assert listed["x"] + listed["width"] <= LIST_WIDTH <= shown["x"]
        assert phone.page.evaluate(UNNAMED) == []
        assert phone.page.evaluate(SMALL) == []
        if keep_images:
            phone.picture(IMAGES / f"order_capture-wide-{size[0]}.png")
        phone.tap("action:edit")
        phone.at("action:save").wait_for(state="attached")
        assert row.bounding_box()
        field = phone.at("field:customer").bounding_box()
        assert field
        assert field["x"] >= LIST_WIDTH
        assert field["width"] <= MAX_WIDTH


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


def test_the_browser_goes_back_inside_the_app(tmp_path):
    app = filled("order_capture", tmp_path)
    with served.app(app, tmp_path / "data") as server, chromium() as browser:
        phone = Phone(browser, server.address)
        phone.tap("action:list:order")
        phone.tap(phone.page.locator(ROW).first)
        phone.at("action:edit").wait_for(state="attached")
        phone.page.go_back()
        phone.at("search").wait_for(state="attached")
        phone.page.go_back()
        phone.at("action:new:order").wait_for(state="attached")
        phone.tap("action:new:order")
        phone.at("action:save").wait_for(state="attached")
        phone.fill("field:remark", "Ring at the back door")
        phone.page.go_back()
        phone.sees("Keep what you filled in?")
        phone.tap("action:keep")
        phone.sees("Unfinished")
