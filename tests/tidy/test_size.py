"""One concept a file: none over 400 lines, the median under 120; templates name things and loop, no more."""

from __future__ import annotations

import re
import statistics

from tests.tidy.house import COMPILER, ROOT, RUNTIME, python_files, shown

LONGEST = 400
MEDIAN = 120
CONTROL_SHARE = 0.15


def _lines(path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_too_long():
    everywhere = python_files(COMPILER, RUNTIME, ROOT / "tests", ROOT / "benchmarks", ROOT / "docs", ROOT / "examples")
    assert [f"{shown(p)}: {_lines(p)}" for p in everywhere if _lines(p) > LONGEST] == []


def test_the_median_file_is_short():
    sizes = [_lines(path) for path in python_files(COMPILER, RUNTIME) if _lines(path) > 0]
    assert statistics.median(sizes) < MEDIAN


def test_templates_carry_little_control():
    templates = [*(ROOT / "app_templates" / "project").rglob("*.j2")]
    assert templates
    for path in templates:
        lines = path.read_text("utf-8").splitlines()
        control = sum(bool(re.search(r"\{%", line)) for line in lines)
        assert control <= CONTROL_SHARE * len(lines), f"{shown(path)}: {control} of {len(lines)}"


def test_every_template_ends_in_j2():
    """A template named .gitignore would act on this repository. Starters are cookiecutter's and have no dot files."""
    folder = ROOT / "app_templates" / "project"
    assert [shown(p) for p in folder.rglob("*") if p.is_file() and p.suffix != ".j2"] == []
    starters = ROOT / "app_templates" / "starters"
    assert [shown(p) for p in starters.rglob(".*") if p.is_file()] == []


def test_no_utils_module():
    assert [shown(p) for p in python_files(COMPILER, RUNTIME) if p.stem in ("utils", "helpers", "misc", "common")] == []
