"""The page: every section, in order, readable by ear and on paper, and author text that stays text."""

from __future__ import annotations

import json
import time

import pytest

from fieldpact.review.packet import Picture, Pictures, render_html, render_json
from tests.review.packet.conftest import DAY, EXAMPLES, HOSTILE, Outline, huge, packet_of
from tests.tidy.house import ROOT

ORDER = [
    "verdict", "inventory", "access", "flows", "permissions", "policy", "findings", "changes", "hooks", "screens",
    "ropa", "dpia", "stores", "masvs", "sbom", "pact",
]  # fmt: skip
VOID = ("script", "iframe", "object", "embed", "link", "base", "form", "video", "audio")


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_has_every_section_in_order_and_sound_html(example):
    spec = ROOT / "examples" / example / "spec.yaml"
    packet = packet_of(spec)
    page = Outline(render_html(packet))
    assert [each["id"] for each in page.all("section")] == ORDER
    assert page.open == []
    assert [tag for tag, _ in page.elements if tag in VOID] == []
    assert page.headings[:2] == [1, 2]
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))
    assert {f"#{id}" for id in ORDER} <= {each["href"] for each in page.all("a")}
    assert all(each.get("scope") in ("col", "row") for each in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(len([1 for tag, _ in page.elements if tag == mark]) == 1 for mark in ("main", "header", "footer", "nav"))
    assert packet.about.made == DAY.isoformat()


def test_its_policy_lets_nothing_in_from_anywhere():
    page = Outline(render_html(packet_of(ROOT / "examples" / "shout_out" / "spec.yaml")))
    policies = [each["content"] for each in page.all("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert page.elements.index(("meta", page.all("meta")[1])) < page.elements.index(("style", {}))


def test_author_text_is_text(nasty):
    packet = packet_of(nasty)
    text = render_html(packet)
    page = Outline(text)
    assert page.open == []
    assert [tag for tag, _ in page.elements if tag in VOID] == []
    assert page.headings.count(1) == 1
    assert page.all("img") == []
    assert not [key for _, attributes in page.elements for key in attributes if key.startswith("on")]
    said = "".join(page.words)
    assert HOSTILE in said
    assert "alert(2)" in said
    assert "49" not in packet.about.name
    assert "\u202e" not in text
    assert "\x07" not in text
    assert "\\u202e" in said
    assert "زيارة" not in packet.about.name
    assert json.loads(render_json(packet))["about"]["name"] == HOSTILE


def test_the_same_inputs_give_the_same_bytes(nasty):
    first, second = packet_of(nasty), packet_of(nasty)
    assert render_html(first) == render_html(second)
    assert render_json(first) == render_json(second)


def test_a_huge_app_is_drawn_in_time_and_its_map_in_bounds(tmp_path):
    spec = huge(tmp_path)
    packet_of(spec)  # what is imported and compiled once
    started = time.perf_counter()
    packet = packet_of(spec)
    page = render_html(packet)
    assert len(render_json(packet)) > len(packet.inventory.items)
    assert time.perf_counter() - started < 8  # 2 s where nothing else runs
    assert len(packet.inventory.items) == 300
    assert page.count("<rect") < 60
    assert Outline(page).open == []


def test_pictures_have_words_and_stand_by_language():
    shots = [Picture(code, "form", "A <visit>", "Lena", 390, 844, b"RIFF") for code in ("en", "ar")]
    packet = packet_of(ROOT / "examples" / "shout_out" / "spec.yaml", pictures=Pictures(shots, ""))
    page = Outline(render_html(packet))
    assert [image["src"] for image in page.all("img")] == ["data:image/webp;base64,UklGRg=="] * 2
    assert page.all("img")[1]["alt"] == "A <visit>: the app’s form screen in ar, with invented data"
    told = json.loads(render_json(packet))["pictures"]["taken"]
    assert [each["language"] for each in told] == ["en", "ar"]
    assert set(told[0]) == {"language", "screen", "title", "person", "width", "height", "sha256", "bytes"}


def test_without_pictures_the_page_says_why():
    packet = packet_of(ROOT / "examples" / "shout_out" / "spec.yaml", pictures=Pictures((), "No Chromium <here>."))
    assert "No Chromium <here>." in "".join(Outline(render_html(packet)).words)
