"""A missing value never passes, and a rule that can't be decided blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact import shipped
from fieldpact.findings import Severity
from fieldpact.govern.governance import Governance, load_governance

RULE = """\
id: TEST-001
title: A test
severity: warning
tier: soft
for_each: fields
when: =field.table = "shop"
require: =true
message: =$"{field.path} is wrong"
why: To test.
owner: test@example.com
params: {most: 10}
"""
SHOP = "  shop:\n    fields:\n      name: text\n      code: {type: text, max_length: 5}\n"


def one_rule(folder: Path, *changes: tuple[str, str]) -> Governance:
    """A set with one rule in place of the shipped ones."""
    source = shipped.folder("governance_rules")
    apart = ("rules", "profiles")
    for path in source.rglob("*.yaml"):
        if path.relative_to(source).parts[0] in apart and path.stem != "baseline":
            continue
        target = folder / "set" / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    text = RULE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    home = folder / "set" / "rules" / "test" / "test-001"
    home.mkdir(parents=True)
    (home / "rule.yaml").write_text(text, "utf-8")
    return load_governance(folder / "set")


@pytest.mark.parametrize(
    ("require", "paths"),
    [
        ("=true", []),
        ("=field.max_length <= params.most", ["name"]),
        ("=IsBlank(field.max_length) || field.max_length <= params.most", []),
        ("=Coalesce(field.max_length, 99) <= params.most", ["name"]),
        ("=Not(field.max_length > params.most)", ["name"]),
        ("=1 / 0 = 1", ["name", "code"]),
        ("=Blank()", ["name", "code"]),
        ('=CountRows(Filter(fields, type = "text")) = 3', []),
        ('="en" in app.languages && policy.idle_lock_minutes = 15', []),
    ],
)
def test_what_require_takes_for_met(tmp_path, check_of, require, paths):
    governance = one_rule(tmp_path, ("require: =true", f"require: '{require}'"))
    found = check_of(SHOP, governance)
    assert [(f.code, f.path, f.message) for f in found] == [
        ("TEST-001", f"tables.shop.fields.{name}", f"shop.{name} is wrong") for name in paths
    ]
    assert {f.severity for f in found} <= {Severity.WARNING}
    assert governance.tier("TEST-001") == "soft"


def test_a_when_that_asks_for_what_is_missing_blocks(tmp_path, check_of):
    governance = one_rule(tmp_path, ('when: =field.table = "shop"', "when: =field.max_length > 3"), ("=true", "=false"))
    found = {f.path: f for f in check_of(SHOP, governance)}
    assert found["tables.shop.fields.name"].severity is Severity.ERROR
    assert "whether this rule applies can't be told" in found["tables.shop.fields.name"].message
    assert found["tables.shop.fields.code"].severity is Severity.WARNING


def test_a_message_that_fails_falls_back_to_the_title(tmp_path, check_of):
    governance = one_rule(tmp_path, ("=true", "=false"), ("{field.path} is wrong", "{field.max_length}"))
    assert [f.message for f in check_of(SHOP, governance)] == ["A test", "5"]


def test_findings_point_to_the_key_or_its_field(tmp_path, check_of):
    governance = one_rule(tmp_path, ("=true", "=false"), ("for_each: fields", "for_each: fields\nat: max_length"))
    name, code = check_of(SHOP, governance)
    assert (name.path, code.path) == ("tables.shop.fields.name", "tables.shop.fields.code")
    assert code.span.line == name.span.line + 1
    assert code.span.end_col - code.span.col == 1


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        (("field.path", "field.pth"), "rule-formula", "pth"),
        (("=true", "=1 +"), "rule-formula", ""),
        (("=true", "=Today() > app.go_live"), "rule-formula", "today"),
        (("=true", "=Me().name = field.name"), "rule-formula", "me"),
        (("for_each: fields", "for_each: feilds"), "rule-formula", "feilds"),
        (("severity: warning", "severity: loud"), "governance-file", "severity"),
        (("why: To test.\n", ""), "governance-file", "why"),
        (("tier: soft", "tier: soft\nmood: bad"), "governance-file", "no such key"),
        (("id: TEST-001", "id: TEST-002"), "rule-id", "test-002"),
    ],
)
def test_a_broken_rule_is_a_finding_in_its_file_and_never_passes(tmp_path, check_of, change, code, words):
    governance = one_rule(tmp_path, change)
    assert governance.rules == {}
    found = check_of(SHOP, governance)
    assert {f.code for f in found} == {code}
    assert any(words in f.message for f in found)
    assert all(f.span.file.endswith("rule.yaml") and f.severity is Severity.ERROR for f in found)


def test_an_unknown_profile_is_a_finding(model_of):
    from fieldpact.findings import Span
    from fieldpact.govern import check

    found = check(model_of(SHOP), lambda path: Span("spec.yaml", 1, 1, 1, 1), profile="bank")
    assert [(f.code, f.hint.split(",")[0]) for f in found] == [("unknown-profile", "known: baseline")]
