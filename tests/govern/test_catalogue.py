"""The catalogue in governance_rules/README.md: every row is held somewhere, and what it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fieldpact.govern.governance import Governance

ROOT = Path(__file__).parents[2]
README = (ROOT / "governance_rules/README.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| ([A-Z0-9]{4}-\d{3}) \| (.+) \|$", README, re.MULTILINE))
GROUPS = {
    "DATA": 7, "STOR": 4, "RETN": 3, "OFFL": 1, "LOCN": 3, "MEDA": 2, "CONN": 6, "NETW": 2, "AUTH": 3, "ROLE": 3,
    "DEVC": 4, "CODE": 2, "APPI": 2, "OWNR": 2, "PLAN": 2, "DPIA": 1, "A11Y": 3, "UXLN": 1, "BRND": 1, "NAME": 1,
    "SBOM": 1,
}  # fmt: skip
"""Rows of the catalogue by the first part of their id."""


def test_each_of_the_54_rows_stands_there_once():
    wanted = [f"{group}-{number:03}" for group, count in GROUPS.items() for number in range(1, count + 1)]
    assert len(wanted) == 54
    assert sorted(ROWS) == sorted(wanted)
    assert re.findall(r"^\| ([A-Z0-9]{4}-\d{3}) ", README, re.MULTILINE) == list(ROWS)


def test_each_rule_stands_in_the_table_or_below_it(governance: Governance):
    below = README.split("Beyond the catalogue:")[1]
    first, last = re.findall(r"RECD-(\d{3})", below)
    apart = {*re.findall(r"DATA-\d{3}", below), *(f"RECD-{n:03}" for n in range(int(first), int(last) + 1))}
    assert governance.rules.keys() - ROWS.keys() == apart


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_what_is_so(row: str, governance: Governance):
    holder, _, words = ROWS[row].partition(" | ")
    assert holder in ("rule", "compiler", "runtime", "hub")
    named = {row, *re.findall(r"\b[A-Z]{4}-\d{3}\b", words)} & governance.rules.keys()
    assert bool(named) == (holder == "rule") or holder == "hub"
    assert (row in governance.rules) <= (holder == "rule")
    switches = re.findall(r"policy's `(\w+)`", words)
    assert set(switches) <= governance.switches.keys()
    if switches:
        assert all(f"policy.{switch}" in _text(governance, row) for switch in switches)
    for file, _, name in (part.partition("::") for part in re.findall(r"`(tests/[^`]+)`", words)):
        tree = ast.parse((ROOT / file).read_text("utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for module in re.findall(r"`((?:fieldapp|govern)/[^`]+\.py)`", words):
        home = "app_templates/runtime" if module.startswith("fieldapp") else "generator/fieldpact"
        assert (ROOT / home / module).is_file()
    for code in re.findall(r"`([a-z]+(?:-[a-z]+)+)`", words):
        assert any(f'"{code}"' in path.read_text("utf-8") for path in (ROOT / "generator/fieldpact").rglob("*.py"))


def _text(governance: Governance, rule: str) -> str:
    return (governance.rules[rule].folder / "rule.yaml").read_text("utf-8")


def test_numbers_and_lists_of_rules_can_be_tightened(governance: Governance):
    assert [name for name, rule in governance.rules.items() if rule.file.params.keys() - rule.file.tighter.keys()] == []


def test_each_rule_speaks_of_values_and_says_what_to_do(governance: Governance):
    for name, rule in governance.rules.items():
        assert rule.file.hint, name
        assert rule.file.message.startswith("=") and "{" in rule.file.message, name
        assert rule.file.owner.endswith("@example.com") and rule.file.why.endswith("."), name
