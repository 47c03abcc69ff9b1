"""What the platform table and the traceability pages promise is there: each test they name, each module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldpact.findings import Severity
from fieldpact.govern.governance import Governance
from fieldpact.govern.platforms import STATES
from tests.govern.sets import Organisation

ROOT = Path(__file__).parents[2]


def _named_tests(governance: Governance) -> Iterator[str]:
    for row in governance.platforms.values():
        yield from row.tests
    for profile in governance.profiles.values():
        for covers in profile.covers.values():
            for cover in covers:
                yield from cover.tests


def test_every_test_that_is_named_is_there(governance: Governance):
    named = set(_named_tests(governance))
    assert len(named) > 20
    gone = []
    for test in sorted(named):
        file, _, name = test.partition("::")
        tree = ast.parse((ROOT / file).read_text("utf-8")) if (ROOT / file).is_file() else ast.Module([], [])
        if name not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}:
            gone.append(test)
    assert gone == []


def test_every_module_that_guarantees_something_is_there(governance: Governance):
    runtime = ROOT / "app_templates" / "runtime" / "fieldapp"
    covers = [c for profile in governance.profiles.values() for each in profile.covers.values() for c in each]
    assert [c.runtime for c in covers if c.runtime and not (runtime / c.runtime).is_file()] == []
    assert [c for c in covers if c.runtime and not (c.tests and c.says)] == []


def test_every_rule_that_covers_something_counts_in_its_profile(governance: Governance):
    for profile in governance.profiles.values():
        for covers in profile.covers.values():
            for cover in covers:
                if cover.rule and governance.rules[cover.rule].file.optional == "true":
                    assert profile.tuning[cover.rule].active, (profile.name, cover.rule)


def test_each_switch_is_told_for_each_platform(governance: Governance):
    assert governance.platforms.keys() == governance.switches.keys()
    assert {state for row in governance.platforms.values() for state in row.on.values()} <= STATES.keys()
    assert len({tuple(row.on) for row in governance.platforms.values()}) == 1


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  export:\n    how", "  exports:\n    how", "nothing is said about the switch export"),
        ("android: not_tried, ios: not_tried, windows", "android: not_tried, windows", "on ios"),
        (
            "    tests:\n      - tests/ui/test_clipboard.py::test_personal_values_cannot_be_selected_and_others_can\n"
            "      - tests/ui/test_clipboard.py::test_a_keyboard_learns_nothing_from_personal_values\n"
            "      - tests/e2e/test_clipboard.py::test_select_all_copy_and_paste_brings_only_what_may_leave\n",
            "",
            "no test is named",
        ),
        ("ios: not_enforced", "ios: surely", "ios"),
    ],
)
def test_a_table_with_gaps_is_a_finding(tmp_path: Path, old: str, new: str, words: str):
    it = Organisation(tmp_path)
    it.change("base/platforms.yaml", old, new)
    found = [f for f in it.check().findings if f.span and f.span.file.endswith("platforms.yaml")]
    assert any(words in finding.message and finding.severity is Severity.ERROR for finding in found)


def test_rules_see_the_table(tmp_path: Path):
    it = Organisation(tmp_path)
    rule = (it.set / "base/rules/data/data-006/rule.yaml").read_text("utf-8").splitlines()
    kept = [line for line in rule if line.startswith(("title", "severity", "tier", "why", "owner"))]
    asks = [
        "id: OWN-001",
        "for_each: app",
        'require: =CountRows(Filter(platforms, switch = "capture" && enforced)) > 0',
        "message: nobody keeps people from taking pictures of the screen",
    ]
    it.write("rules/own/own-001/rule.yaml", "\n".join([*asks, *kept]) + "\n")
    assert "OWN-001" in dict(it.found())


@pytest.mark.parametrize(
    ("cover", "words"),
    [
        ("[]", "nothing covers X 1"),
        ("[{rule: DATA-666}]", "there is no rule DATA-666"),
        ("[{rule: DATA-006, organisation: us}]", "one of rule, runtime and organisation"),
        ("[{says: something}]", "one of rule, runtime and organisation"),
    ],
)
def test_a_requirement_that_nothing_covers_is_a_finding(tmp_path: Path, cover: str, words: str):
    it = Organisation(tmp_path)
    it.write("profiles/own.yaml", f"title: Own\nextends: baseline\ncovers:\n  X 1: {cover}\n")
    assert words in it.one("covers").message
