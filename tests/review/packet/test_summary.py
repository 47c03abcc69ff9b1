"""The summary in a pull request: what the packet says, and nobody's text as markup."""

from __future__ import annotations

import html
import re

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldpact.cli import main
from fieldpact.report.text import shown
from fieldpact.review.packet.summary import plain
from tests.tidy.house import ROOT

SHOUT = ROOT / "examples" / "shout_out"


def test_it_says_the_verdict_its_reasons_and_what_changes(tmp_path):
    changed = tmp_path / "spec.yaml"
    for path in SHOUT.rglob("*"):
        if path.is_file():
            (tmp_path / path.relative_to(SHOUT)).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path.relative_to(SHOUT)).write_bytes(path.read_bytes())
    changed.write_text(changed.read_text().replace("2.0.0", "2.0.1").replace("max_length: 400", "max_length: 300"))
    arguments = ["review", str(changed), "--against", str(SHOUT), "--no-pictures", "--summary", "-o"]
    done = CliRunner().invoke(main, [*arguments, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    page = MarkdownIt("commonmark").enable("table").render(done.output)
    assert "<h3>Shout-out 2.0.1</h3>" in page
    assert re.search("<strong>(GREEN|AMBER)</strong>", page)
    assert "Compared with version 2.0.0." in page
    assert "<ul>" in page
    assert (tmp_path / "out" / "review.html").is_file()


MARKUP = st.text(st.one_of(st.sampled_from("\\`*_[]()<>#+-=!|~&@:/.w1 \n"), st.characters(exclude_categories=["Cs"])))


@given(MARKUP)
def test_text_stays_text(text):
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(f"- x{plain(text)}\n")
    found = re.search(r"<li>(.*)</li>", page, re.DOTALL)
    assert found, page
    words = found[1].replace("<!-- -->", "")
    assert "<" not in words, page
    assert " ".join(html.unescape(words).split()) == " ".join(f"x{shown(text)}".split())


def test_nobody_is_called_and_nothing_is_linked():
    said = plain("@octocat fixes #12, GH-7, see https://evil.example and www.evil.example, mail a@b.example")
    for reference in ("@octocat", "#12", "GH-7", "https://", "www.", "a@b"):
        assert reference not in said
