"""`fieldpact rules new | test | explain | docs` over an organisation's own set."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact import shipped
from fieldpact.cli import main
from fieldpact.govern.governance import load_governance
from tests.govern.sets import WAIVER, Organisation

ANSWERS = {
    "--group": "house",
    "--title": "A topic is short: we read it on a list",
    "--for-each": "fields",
    "--when": '=field.name = "topic"',
    "--require": "=field.max_length <= 80",
    "--message": '=$"{field.path}: a topic takes {If(IsBlank(field.max_length), "any length", "too much")}"',
    "--why": 'Long topics, "novels", don\'t fit: # nobody reads them.',
    "--owner": "it@example.com",
}


@pytest.fixture
def it(tmp_path: Path) -> Organisation:
    return Organisation(tmp_path)


def run(it: Organisation, *words: str, typed: str | None = None):
    return CliRunner().invoke(main, ["rules", *words, "--governance", str(it.set)], input=typed)


def new(it: Organisation, **changed: str):
    answers = {**ANSWERS, **{f"--{key.replace('_', '-')}": value for key, value in changed.items()}}
    return run(it, "new", "own-001", *(word for pair in answers.items() for word in pair))


def test_a_new_rule_holds_when_its_cases_are_filled_in(it: Organisation):
    made = new(it)
    assert made.exit_code == 0, made.output
    rule = load_governance(it.set).rules["OWN-001"].file
    assert (rule.title, rule.why, rule.message) == (ANSWERS["--title"], ANSWERS["--why"], ANSWERS["--message"])
    unfilled = run(it, "test", "OWN-001")
    assert unfilled.exit_code == 1
    assert "1 rule, 2 cases, 1 of them wrong" in unfilled.output
    it.change("rules/house/own-001/accepted/example.yaml", "topic: text", "topic: {type: text, max_length: 80}")
    it.change("rules/house/own-001/refused/example.yaml", "topic: text", "topic: {type: text, max_length: 81}")
    assert run(it, "test", "own-001").output.endswith("1 rule, 2 cases, 0 of them wrong\n")
    assert run(it, "test", "DATA-006").exit_code == 0, "an own rule doesn't count in the base's cases"


def test_what_is_not_said_is_asked(it: Organisation):
    typed = "house\nShort\nfields\n=true\nwrong\nwhy\nit@example.com\n"
    asked = run(it, "new", "OWN-002", typed=typed)
    assert asked.exit_code == 0, asked.output
    assert load_governance(it.set).rules["OWN-002"].file.require == "=true"


@pytest.mark.parametrize(
    ("rule_id", "changed", "words"),
    [
        ("own-1", {}, "can't be a rule's id"),
        ("../own-001", {}, "can't be a rule's id"),
        ("DATA-006", {}, "there is a rule DATA-006 already"),
        ("OWN-001", {"--group": "../../x"}, "can't be a group"),
        ("OWN-001", {"--for-each": "people"}, "there is no table 'people'"),
        ("OWN-001", {"--why": " "}, "why says nothing"),
    ],
)
def test_what_can_not_be_a_rule_makes_nothing(it: Organisation, rule_id: str, changed: dict[str, str], words: str):
    answers = {**ANSWERS, **changed}
    result = run(it, "new", rule_id, *(word for pair in answers.items() for word in pair))
    assert result.exit_code == 2
    assert words in result.output
    assert not (it.set / "rules").exists()


def test_a_formula_that_is_wrong_is_told_at_once(it: Organisation):
    result = new(it, require="=field.max_lenght <= 80")
    assert result.exit_code == 1
    assert "max_lenght" in result.output and "rule.yaml" in result.output


def test_own_rules_do_not_go_into_what_ships(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["rules", "new", "OWN-001"])
    assert result.exit_code == 2 and "governance init" in result.output
    assert not list(shipped.folder("governance_rules").glob("rules/*/own-001"))


def test_explain_tells_what_becomes_of_a_rule(it: Organisation):
    it.write("waivers/notes.yaml", WAIVER)
    it.write("profiles/own.yaml", "title: O\nextends: baseline\nrules:\n  DATA-006: {params: {max_length: 300}}\n")
    told = run(it, "explain", "DATA-006").output
    assert "params     max_length: 500 (a profile may make it less)" in told
    assert "  field.max_length  most characters of a text; may be missing" in told
    assert "profiles:\n  own  max_length: 300\n" in told
    assert "waivers:\n  notes  com.example.calls until 2027-03-31 (privacy@example.com)\n" in told
    assert str(it.set / "base") in told


def test_pages_of_an_own_set_are_written_and_checked(it: Organisation):
    new(it)
    pages = it.folder / "pages"
    assert run(it, "docs", str(pages), "--check").exit_code == 1
    assert run(it, "docs", str(pages)).exit_code == 0
    text = (pages / "rules.md").read_text("utf-8")
    assert "### OWN-001: A topic is short" in text
    assert "(../governance/rules/house/own-001/accepted/example.yaml)" in text
    assert "(../governance/base/rules/data/data-006/accepted/" in text
    assert run(it, "docs", str(pages), "--check").exit_code == 0
    it.change("rules/house/own-001/rule.yaml", "severity: error", "severity: warning")
    stale = run(it, "docs", str(pages), "--check")
    assert stale.exit_code == 1 and stale.output == f"{pages / 'rules.md'} is stale\n"
