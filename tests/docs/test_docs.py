"""Pages made from the code are current, and what people read in README and docs is so."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from docs import generate
from docs.generate.cli import commands
from docs.generate.field_examples import EXAMPLES, TESTED
from docs.generate.field_examples import spec as spec_of_examples
from docs.generate.lazy import MEANINGS
from markdown_it import MarkdownIt
from tests.tidy.house import ROOT

from fieldpact.cli import COMMANDS, main
from fieldpact.formula import evaluate
from fieldpact.formula.excel import LAZY
from fieldpact.pipeline import read_model, run_tests
from fieldpact.report.markdown import anchor
from fieldpact.spec.field import KEYS_OF_TYPE

LISTED = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True)
PAGES = [path for path in sorted(ROOT / name for name in LISTED.stdout.splitlines()) if path.is_file()]
MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
README = (ROOT / "README.md").read_text("utf-8")


def fences(text: str, language: str) -> list[str]:
    """Fenced blocks of a language."""
    return [token.content for token in MARKDOWN.parse(text) if token.type == "fence" and token.info == language]


def links(text: str) -> Iterator[str]:
    """Targets of links and pictures."""
    for block in MARKDOWN.parse(text):
        for token in block.children or ():
            target = token.attrGet("href" if token.type == "link_open" else "src")
            if target:
                yield str(target)


def anchors(text: str) -> list[str]:
    """Fragments that the headings of a page can be reached by."""
    tokens = MARKDOWN.parse(text)
    return [anchor(after.content) for token, after in pairwise(tokens) if token.type == "heading_open"]


@cache
def anchors_of(page: Path) -> frozenset[str]:
    """A long page has as many links into itself as it has headings."""
    return frozenset(anchors(page.read_text("utf-8")))


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return generate.pages()


def test_the_reference_pages_are_current(pages: dict[str, str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generate, "pages", lambda: pages)
    assert generate.stale() == [], "run: make docs"


def test_the_check_names_a_stale_page_and_a_missing_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(generate, "PAGES", {name: lambda name=name: f"{name} of today" for name in generate.PAGES})
    assert generate.write(tmp_path) == list(generate.PAGES)
    assert generate.write(tmp_path) == []
    (tmp_path / "cli.md").write_text("old", "utf-8")
    (tmp_path / "rules.md").unlink()
    assert generate.stale(tmp_path) == ["rules.md", "cli.md"]


def test_the_command_has_a_check_mode(pages: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys):
    def check() -> tuple[object, str]:
        with pytest.raises(SystemExit) as ended:
            runpy.run_module("docs.generate", run_name="__main__")
        return ended.value.code, capsys.readouterr().err

    monkeypatch.setattr(sys, "argv", ["docs.generate", "--check"])
    monkeypatch.setattr(generate, "pages", lambda: pages)
    assert check() == (0, "")
    monkeypatch.setattr(generate, "pages", lambda: {**pages, "cli.md": "old"})
    assert check() == (1, "docs/cli.md is stale; run: make docs\n")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path):
    dead = []
    for link in links(page.read_text("utf-8")):
        target, _, fragment = link.partition("#")
        if re.match(r"\w+:", link):
            continue
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or (fragment and fragment not in anchors_of(path)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("name", list(generate.PAGES))
def test_no_two_headings_of_a_page_share_a_fragment(name: str):
    found = anchors((generate.FOLDER / name).read_text("utf-8"))
    assert sorted(found) == sorted(set(found))


def test_every_command_that_people_are_told_of_exists():
    known = {name.removeprefix("fieldpact ") for name, _ in commands()}
    groups = {name.partition(" ")[0] for name in known if " " in name}
    for page in PAGES:
        for code in re.findall(r"`fieldpact (\w[^`]*)`", page.read_text("utf-8")):
            first, *rest = code.replace("\\|", "|").split()
            told = {f"{first} {name}" for name in rest[0].split("|")} if first in groups and rest else {first}
            assert told <= known | groups, f"{page.name}: {code}"


def test_the_readme_names_every_command():
    for name in COMMANDS:
        assert f"`fieldpact {name}" in README


def test_every_spec_that_people_read_can_be_read(tmp_path: Path):
    blocks = [block for page in PAGES for block in fences(page.read_text("utf-8"), "yaml")]
    assert blocks
    for block in blocks:
        path = tmp_path / "spec.yaml"
        path.write_text(block, "utf-8")
        assert [finding.message for finding in read_model(path).findings] == []


def test_the_readme_shows_what_check_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (spec,) = fences(README, "yaml")
    misspelt = spec.replace('=mood = "bad"', '=mod = "bad"')
    assert misspelt != spec
    shown = [block for block in fences(README, "text") if block.startswith("$ fieldpact check visit.yaml\n")]
    assert len(shown) == 2
    for text, block in zip((misspelt, spec), shown, strict=True):
        Path("visit.yaml").write_text(text, "utf-8")
        printed = CliRunner().invoke(main, ["check", "visit.yaml"]).output
        assert block.partition("\n")[2] == printed


def test_there_is_an_example_for_each_field_type_and_all_of_them_are_specs(tmp_path: Path):
    assert EXAMPLES.keys() == KEYS_OF_TYPE.keys()
    path = tmp_path / "spec.yaml"
    path.write_text(spec_of_examples(), "utf-8")
    reading = read_model(path)
    assert [finding.message for finding in reading.findings] == []
    assert reading.app is not None
    assert [field.type for field in reading.app.tables["visit"].fields] == list(EXAMPLES)


def test_every_lazy_function_is_told_of():
    assert list(MEANINGS) == list(LAZY)


@pytest.mark.parametrize(("formula", "value"), [pair for _, examples in MEANINGS.values() for pair in examples])
def test_the_examples_of_lazy_functions_hold(formula: str, value: str):
    assert evaluate(formula) == evaluate(value)


def test_the_test_on_the_page_passes(tmp_path: Path):
    path = tmp_path / "spec.yaml"
    path.write_text(TESTED, "utf-8")
    reading = read_model(path)
    assert reading.app is not None
    assert [outcome.passed for outcome in run_tests(reading, reading.app).outcomes] == [True]
