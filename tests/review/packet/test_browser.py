"""The page in a real browser, without a network: on a phone, on a desk, in the dark and on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from fieldpact.review.packet import Picture, Pictures, render_html
from tests.e2e.phone import chromium
from tests.review.packet.conftest import EXAMPLES, huge, packet_of
from tests.tidy.house import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FAINT = """() => {
  const light = rgb => { const [r, g, b] = rgb.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const rgba = text => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const ground = e => { for (; e; e = e.parentElement) { const c = rgba(getComputedStyle(e).backgroundColor);
    if (c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  return [...document.querySelectorAll('body *')].filter(own).filter(e => e.getClientRects().length).map(e => {
    const [a, b] = e.closest('svg') ? [rgba(getComputedStyle(e).fill), ground(e)]
      : [rgba(getComputedStyle(e).color), ground(e)];
    const [l, d] = [light(a.slice(0, 3)), light(b)].sort((x, y) => y - x);
    return [(l + .05) / (d + .05), e.tagName, e.textContent.trim().slice(0, 40)];
  }).filter(([ratio]) => ratio < 4.5).map(String);
}"""
WIDE = "document.documentElement.scrollWidth - innerWidth"
FOLDED = """() => [...document.querySelectorAll('details > :not(summary)')]
  .filter(e => e.getBoundingClientRect().height < 10).length"""


def picture() -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (390, 844), "#0B6E4F").save(data, "WEBP")
    return Picture("en", "home", "Home", "", 390, 844, data.getvalue())


@pytest.fixture(scope="module")
def browser():
    with chromium() as opened:
        yield opened


def opened(browser, folder: Path, page: str, width: int, dark: bool = False):
    """The page from its file, in a browser that reaches nothing; what it asks for is kept in the list."""
    (folder / "review.html").write_text(page, "utf-8")
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if dark else "light", offline=True
    )
    asked: list[str] = []
    shown = context.new_page()
    shown.on("request", lambda request: asked.append(request.url))
    shown.on("console", lambda message: asked.append(message.text))
    shown.goto((folder / "review.html").as_uri())
    return shown, asked


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize(("width", "dark"), [(390, False), (390, True), (1280, False), (1280, True)])
def test_it_is_readable_and_asks_for_nothing(browser, tmp_path, example, width, dark):
    spec = ROOT / "examples" / example / "spec.yaml"
    page, asked = opened(browser, tmp_path, render_html(packet_of(spec)), width, dark)
    assert [each for each in asked if not each.startswith("file://")] == []
    assert len(asked) == 1
    assert page.evaluate(WIDE) <= 0
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate(FAINT) == []
    assert page.evaluate(WIDE) <= 0


def test_hostile_text_runs_nothing(browser, tmp_path, nasty):
    page, asked = opened(browser, tmp_path, render_html(packet_of(nasty)), 390)
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    page.wait_for_timeout(300)
    assert len(asked) == 1
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate(WIDE) <= 0


def test_a_picture_is_shown_under_the_policy_of_the_page(browser, tmp_path):
    packet = packet_of(ROOT / "examples" / "shout_out" / "spec.yaml", pictures=Pictures((picture(),), ""))
    page, asked = opened(browser, tmp_path, render_html(packet), 1280)
    assert page.evaluate("document.images[0].naturalWidth") == 390
    assert [each for each in asked if not each.startswith(("file://", "data:"))] == []


def test_on_paper_everything_is_open_and_nothing_is_cut(browser, tmp_path):
    spec = ROOT / "examples" / "sample_drop" / "spec.yaml"
    page, _ = opened(browser, tmp_path, render_html(packet_of(spec)), 680, dark=True)
    page.emulate_media(media="print")
    assert page.evaluate(FOLDED) == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(WIDE) <= 0
    assert page.evaluate(FAINT) == []
    paper = page.pdf(prefer_css_page_size=True)
    assert 5 < paper.count(b"/Type /Page\n") < 30


def test_a_huge_map_stays_in_its_page(browser, tmp_path):
    page, _ = opened(browser, tmp_path, render_html(packet_of(huge(tmp_path))), 390)
    assert page.evaluate(WIDE) <= 0
    assert page.locator("svg.flows").get_attribute("aria-label")


def test_a_reader_is_led_by_landmarks_headings_and_tables(browser, tmp_path):
    spec = ROOT / "examples" / "call_report" / "spec.yaml"
    page, _ = opened(browser, tmp_path, render_html(packet_of(spec)), 390)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("region", name="Data inventory").count() == 1
    table = page.get_by_role("table", name="Data about people")
    assert table.get_by_role("columnheader", name="Purpose and basis").count() == 1
    assert table.get_by_role("rowheader").count() == len(packet_of(spec).inventory.personal)
    assert page.get_by_role("img", name="of data about people").count() == 1
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the verdict"
