"""The preview page: the app beside its findings, following the spec as it is saved."""

from __future__ import annotations

import shutil
import time

import pytest

from tests.e2e import served
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
IMAGES = ROOT / "docs" / "images"


def test_the_phone_follows_the_spec_and_keeps_the_last_good_app(browser, tmp_path, keep_images):
    shutil.copytree(ROOT / "examples" / "store_visit", tmp_path / "spec")
    spec = tmp_path / "spec" / "spec.yaml"
    good = spec.read_text("utf-8")
    with served.preview(spec, tmp_path / "cache") as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        outside: list[str] = []
        page.on(
            "request", lambda r: None if r.url.startswith((server.address, "data:", "blob:")) else outside.append(r.url)
        )
        page.goto(server.address)
        page.get_by_text("Nothing to mend").wait_for()
        phone = page.frame_locator("iframe")
        phone.locator("flt-semantics-placeholder").evaluate("e => e.click()")
        phone.get_by_role("button", name="New Visit").wait_for()

        page.get_by_role("button", name="sv").click()
        phone.get_by_text("Besök").first.wait_for()
        page.get_by_role("button", name="en").click()
        phone.get_by_role("button", name="New Visit").wait_for()

        spec.write_text(good.replace("labels: {en: Accounts", "labels: {en: Shops I visit"), "utf-8")
        started = time.monotonic()
        phone.get_by_text("Shops I visit").wait_for()
        assert time.monotonic() - started < 10

        spec.write_text(good.replace("Sum(lines, amount)", "Sum(lines, amout)"), "utf-8")
        page.get_by_text("did you mean amount?", exact=False).or_(
            page.get_by_text("Did you mean amount?")
        ).first.wait_for()
        page.get_by_text("keeps the last good version").wait_for()
        assert phone.get_by_text("Shops I visit").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")  # a long line scrolls in its box
        if keep_images:
            page.wait_for_timeout(1000)
            page.screenshot(path=str(IMAGES / "preview.png"))

        spec.write_text(good, "utf-8")
        page.get_by_text("Nothing to mend").wait_for()
        phone.get_by_text("Accounts").wait_for()
        strangers = [url for url in outside if "127.0.0.1" not in url and not url.endswith("rive_native.js")]
        assert strangers == []


def test_the_page_lets_people_work_as_one_person_and_as_another(browser, tmp_path):
    with served.preview(ROOT / "examples" / "store_visit", tmp_path / "cache") as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        page.get_by_text("Nothing to mend").wait_for()
        phone = page.frame_locator("iframe")
        phone.locator("flt-semantics-placeholder").evaluate("e => e.click()")
        new = phone.get_by_role("button", name="New Visit")
        new.wait_for()
        people = page.get_by_label("Work as")
        assert people.locator("optgroup").count() == 2
        people.select_option("m1")  # an area manager makes no visits
        new.wait_for(state="detached")
        people.select_option("r02")
        new.wait_for()


def test_an_open_form_is_not_disturbed(browser, tmp_path):
    shutil.copytree(ROOT / "examples" / "shout_out", tmp_path / "spec")
    spec = tmp_path / "spec" / "spec.yaml"
    good = spec.read_text("utf-8")
    with served.preview(spec, tmp_path / "cache") as server:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(server.address)
        phone = page.frame_locator("iframe")
        phone.locator("flt-semantics-placeholder").evaluate("e => e.click()")
        new = phone.locator('[flt-semantics-identifier^="action:new:"]')
        new.wait_for()
        new.evaluate("e => e.scrollIntoView()")
        box = new.bounding_box()
        assert box
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        phone.locator('[flt-semantics-identifier="action:save"]').wait_for()
        spec.write_text(good.replace("en: Colleagues", "en: People to praise"), "utf-8")
        page.wait_for_timeout(2500)
        assert phone.locator('[flt-semantics-identifier="action:save"]').count() == 1

        page.mouse.click(box["x"] + 5, 118)  # the arrow back, at the left of the app's bar
        phone.get_by_text("People to praise").wait_for()
