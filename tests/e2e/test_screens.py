"""Every screen of the examples opens in a real browser, in light and dark, and names its inputs."""

from __future__ import annotations

import pytest
from PIL import ImageStat

from fieldapp.ui.theme import LIST_WIDTH, MAX_WIDTH
from tests.e2e import served
from tests.e2e.phone import Phone
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
def test_every_screen_names_what_it_has_and_gives_thumbs_room(example, filled, browser, tmp_path, keep_images):
    app = filled(example)
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)

        def look(name: str) -> None:
            named_and_large_enough(phone)
            if keep_images:
                phone.picture(IMAGES / f"{example}-{name}.png")
                phone.page.emulate_media(color_scheme="dark")
                phone.picture(IMAGES / f"{example}-{name}-dark.png")
                phone.page.emulate_media(color_scheme="light")
            phone.page.evaluate(LETTERS, "200%")
            phone.page.wait_for_timeout(700)
            assert phone.page.evaluate(OUTSIDE) == []
            assert phone.page.evaluate(SMALL) == []
            if name == "refused":
                refusal = phone.at("refusal").bounding_box()
                assert refusal
                assert refusal["height"] < phone.page.evaluate("innerHeight") / 5
            phone.page.evaluate(LETTERS, "")

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
            named_and_large_enough(phone)
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
        phone.page.emulate_media(color_scheme="dark")
        dark = ImageStat.Stat(phone.still().convert("L"))
        assert dark.mean[0] < 75  # of 255


def named_and_large_enough(phone: Phone) -> None:
    assert phone.page.evaluate(UNNAMED) == []
    assert phone.page.evaluate(SMALL) == []


OUTSIDE = """() => [...document.querySelectorAll('flt-semantics-host [role=button], flt-semantics-host input,'
  + ' flt-semantics-host textarea, flt-semantics-host [role=heading]')]
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.left < -1 || r.right > innerWidth + 1))
  .map(([e, r]) => `${e.getAttribute('aria-label') || e.textContent}: ${r.left} to ${r.right}`)"""
"""What reaches over the edge of the screen."""
LETTERS = "size => document.documentElement.style.fontSize = size"


@pytest.mark.parametrize("size", [(1024, 768), (1440, 900)])
def test_a_wide_screen_shows_a_record_beside_its_list(size, filled, browser, tmp_path, keep_images):
    app = filled("order_capture")
    with served.app(app, tmp_path / "data") as server:
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


def test_the_app_speaks_both_languages(built, browser, tmp_path):
    app = built("store_visit")
    with served.app(app, tmp_path / "data") as server:
        phone = Phone(browser, server.address)
        phone.tap("action:settings")
        phone.tap("language:sv")
        phone.tap("action:back")
        phone.sees("Butiksbesök")
        phone.tap("action:new:visit")
        phone.sees("Hur gick det?")


def test_the_browser_goes_back_inside_the_app(filled, browser, tmp_path):
    app = filled("order_capture")
    with served.app(app, tmp_path / "data") as server:
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
