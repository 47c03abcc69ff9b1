"""A profile raises a rule's weight and tightens its params; the other way is refused at its line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fieldpact.cli import main
from fieldpact.findings import Finding, Severity, closes_gate
from fieldpact.govern.profile import Switch, merge
from tests.govern.sets import NOTES, WAIVER, Organisation


@pytest.fixture
def it(tmp_path: Path) -> Organisation:
    organisation = Organisation(tmp_path)
    organisation.change("governance.yaml", '"*": baseline', '"*": own')
    return organisation


def own(it: Organisation, rules: str, extends: str = "baseline") -> None:
    it.write("profiles/own.yaml", f"title: Own\nextends: {extends}\nrules:\n{rules}")


def test_an_own_profile_tightens(it: Organisation):
    own(it, "  DATA-006: {severity: error, tier: hard, params: {max_length: 300}}\n")
    it.change("../app/spec.yaml", "max_length: 900", "max_length: 400")
    assert it.found() == [("DATA-006", NOTES)]
    finding = it.one("DATA-006")
    assert (finding.tier, finding.hint) == ("hard", "allow at most 300 characters")


@pytest.mark.parametrize(
    ("rules", "path", "words"),
    [
        ("  DATA-003: {active: false}\n", "rules.DATA-003.active", "DATA-003 is hard: no profile can switch it off"),
        ("  DATA-006: {active: false}\n", "rules.DATA-006.active", "DATA-006 is soft: no profile can switch it off"),
        ("  DATA-003: {severity: warning}\n", "rules.DATA-003.severity", "loosens what the rule says; error stays"),
        ("  DATA-003: {tier: soft}\n", "rules.DATA-003.tier", "tier soft loosens what the rule says; hard stays"),
        ("  DATA-006: {params: {max_length: 900}}\n", "rules.DATA-006.params.max_length", "900 loosens"),
        ("  A11Y-002: {params: {contrast: 3}}\n", "rules.A11Y-002.params.contrast", "4.5 stays"),
    ],
)
def test_a_loosening_is_refused_at_its_line_and_changes_nothing(it: Organisation, rules, path, words):
    own(it, rules)
    found = it.one("rule-loosened")
    assert (found.severity, found.path) == (Severity.ERROR, path)
    assert words in found.message
    assert found.span is not None and (found.span.line, found.span.file) == (4, str(it.set / "profiles" / "own.yaml"))
    assert ("DATA-006", NOTES) in it.found()


def test_a_grandchild_is_measured_by_its_parent(it: Organisation):
    it.write(
        "profiles/house.yaml", "title: House\nextends: baseline\nrules:\n  DATA-006: {params: {max_length: 300}}\n"
    )
    own(it, "  DATA-006: {params: {max_length: 400}}\n", extends="house")
    assert "400 loosens what profile house says; 300 stays" in it.one("rule-loosened").message


def test_only_advice_goes(it: Organisation):
    rule = it.set / "base" / "rules" / "data" / "data-006" / "rule.yaml"
    text = rule.read_text("utf-8").replace("DATA-006", "OWN-001").replace("tier: soft", "tier: advice")
    it.write("rules/own/own-001/rule.yaml", text)
    own(it, "  DATA-007: {severity: error}\n")
    assert it.found() == [("DATA-006", NOTES), ("OWN-001", NOTES)]
    assert not closes_gate([it.one("OWN-001")], Severity.INFO)
    own(it, "  OWN-001: {active: false}\n")
    assert it.found() == [("DATA-006", NOTES)]


@pytest.mark.parametrize(
    ("rules", "code", "words"),
    [
        ("  DATA-066: {tier: hard}\n", "profile-rule", "there is no rule DATA-066"),
        ("  DATA-006: {params: {max_lenght: 3}}\n", "rule-param", "DATA-006 has no param max_lenght"),
        ("  DATA-006: {params: {max_length: [3]}}\n", "rule-param", "max_length takes number, not [3]"),
        ("  DATA-006: {mood: bad}\n", "governance-file", "no such key"),
    ],
)
def test_what_can_not_be_meant_is_a_finding(it: Organisation, rules, code, words):
    own(it, rules)
    found = it.one(code)
    assert words in found.message and found.severity is Severity.ERROR


def test_an_optional_rule_counts_where_a_profile_says_so(it: Organisation):
    own(it, "  RECD-001: {active: true}\n")
    it.change(
        "../app/spec.yaml", "done: yes_no\n", "done: yes_no\n      seen: {type: signature, purpose: visit_planning}\n"
    )
    assert ("RECD-001", "tables.call.fields.seen") in it.found()
    own(it, "  DATA-007: {severity: error}\n")
    assert "RECD-001" not in dict(it.found())
    it.write("profiles/parent.yaml", "title: P\nextends: baseline\nrules:\n  RECD-001: {active: true}\n")
    own(it, "  RECD-001: {active: false}\n", extends="parent")
    assert {"RECD-001", "rule-loosened"} <= set(dict(it.found()))


def test_gates_in_their_order():
    """A hard rule beats any gate; then waivers; then what the profile says; then the command line."""
    hard = Finding("X-1", "x", severity=Severity.INFO, tier="hard")
    advice = Finding("X-2", "x", severity=Severity.ERROR, tier="advice")
    soft = Finding("X-3", "x", severity=Severity.WARNING, tier="soft")
    assert closes_gate([hard], Severity.ERROR)
    assert not closes_gate([advice], Severity.INFO)
    assert closes_gate([soft], Severity.WARNING) and not closes_gate([soft], Severity.ERROR)
    assert closes_gate([Finding("bad-date", "x")], Severity.ERROR)


@pytest.mark.parametrize(
    ("severity", "tier", "gate", "status"),
    [
        ("info", "hard", "error", 1),
        ("warning", "soft", "error", 0),
        ("warning", "soft", "warning", 1),
        ("error", "soft", "error", 1),
        ("error", "advice", "info", 0),
    ],
)
def test_the_exit_status_follows(it: Organisation, severity: str, tier: str, gate: str, status: int):
    rule = (it.set / "base/rules/data/data-006/rule.yaml").read_text("utf-8")
    for old, new in (
        ("DATA-006", "OWN-001"),
        ("severity: error", f"severity: {severity}"),
        ("tier: soft", f"tier: {tier}"),
    ):
        rule = rule.replace(old, new)
    it.write("rules/own/own-001/rule.yaml", rule)
    own(it, "  DATA-007: {severity: error}\n")
    soon = (dt.date.today() + dt.timedelta(days=30)).isoformat()
    it.write("waivers/notes.yaml", WAIVER.replace("2027-03-31", soon))
    result = CliRunner().invoke(main, ["check", str(it.spec), "--gate", gate])
    assert "[OWN-001]" in result.output
    assert result.exit_code == status, result.output


NUMBERS = st.decimals(min_value=0, max_value=10**6, places=2)
TEXTS = st.lists(st.sampled_from("abcde"), unique=True).map(tuple)


@given(
    st.one_of(
        st.tuples(st.sampled_from(["min", "max"]), NUMBERS, NUMBERS, NUMBERS),
        st.tuples(st.sampled_from(["and", "or"]), st.booleans(), st.booleans(), st.booleans()),
        st.tuples(st.just("intersect"), TEXTS, TEXTS, TEXTS),
    )
)
def test_however_often_profiles_are_merged_nothing_gets_looser(drawn: tuple[str, Switch, Switch, Switch]):
    how, base, first, second = drawn
    once = merge(how, base, first)
    twice = merge(how, once, second)
    for value in (once, twice):
        assert _same(merge(how, base, value), value), "a merged value is at least as strict as the base"
    assert _same(merge(how, once, twice), twice)
    assert _same(merge(how, twice, twice), twice)


def _same(one: Switch, other: Switch) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    assert isinstance(one, bool | Decimal)
    return one == other
