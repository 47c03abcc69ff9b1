"""Absent is not blank: nothing passes because a spec doesn't say it, however a rule asks."""

from __future__ import annotations

import pytest

from fieldpact.findings import Severity
from tests.govern.test_engine import SHOP, one_rule

MISSING = "tables.shop.fields.name"  # a text without max_length; `code` beside it has 5
ASKED = [
    "field.max_length <= 10",
    "field.max_length >= 0",
    "field.max_length <> 1000",
    "Not(field.max_length > 10)",
    "!(field.max_length > 10)",
    "field.max_length <= params.most && true",
    "If(field.max_length > 10, false, true)",
    "Switch(field.max_length, 11, false, true)",
    "field.max_length in [5, 0]",
    "Min(field.max_length, 10) <= 10",
    "Sum(Filter(fields, path = field.path), max_length) <= 10",
    "CountRows(Filter(fields, path = field.path && max_length > 10)) = 0",
    "LookUp(fields, path = field.path).max_length <= 10",
    '$"{field.max_length}" <> "11"',
    "With({most: field.max_length}, most <= 10)",
    "Value(Text(field.max_length)) <= 10",
]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_absent_fails_in_require_and_what_is_there_passes(tmp_path, check_of, asked):
    governance = one_rule(tmp_path, ("require: =true", "require: >-\n  =" + asked))
    assert not governance.findings, governance.findings
    assert [finding.path for finding in check_of(SHOP, governance)] == [MISSING]


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_absent_is_a_finding_in_when(tmp_path, check_of, asked):
    when = f'when: >-\n  =field.table = "shop" && ({asked})'
    governance = one_rule(tmp_path, ('when: =field.table = "shop"', when), ("require: =true", "require: =true"))
    assert not governance.findings, governance.findings
    found = check_of(SHOP, governance)
    assert [(finding.path, finding.severity) for finding in found] == [(MISSING, Severity.ERROR)]
    assert "can't be told" in found[0].message and found[0].trace


@pytest.mark.parametrize(
    "asked", ["IsBlank(field.max_length) || field.max_length <= 10", "Coalesce(field.max_length, 7) <= 10"]
)
def test_only_two_functions_see_through_it(tmp_path, check_of, asked):
    assert check_of(SHOP, one_rule(tmp_path, ("require: =true", f"require: ={asked}"))) == []


def test_a_section_that_is_missing_does_not_pass(tmp_path, check_of):
    """Spectral lets a rule about a section pass where the section is missing."""
    rule = ("for_each: fields", "for_each: app"), ('when: =field.table = "shop"\n', "")
    say = ("{field.path} is wrong", "{app.name} is wrong")
    governance = one_rule(tmp_path, *rule, say, ("require: =true", 'require: =app.dpia <> "none"'))
    assert [finding.message for finding in check_of(SHOP, governance)] == ["Calls is wrong"]


def test_a_trace_says_what_was_absent_and_what_betrayed_a_person(tmp_path, check_of):
    changes = ("=true", "=field.max_length <= params.most"), ('field.table = "shop"', "table.holds_personal")
    shop = SHOP + "      phone: {type: phone, purpose: visit_planning}\n"
    found = check_of(shop, one_rule(tmp_path, *changes))
    seen = [(each.name, each.value) for each in found[0].trace]
    assert seen == [
        ("table.holds_personal", "yes (shop.phone: by its type: a phone number)"),
        ("field.max_length", "absent"),
        ("params.most", "10"),
    ]


def test_a_trace_follows_a_class_to_where_it_comes_from(tmp_path, check_of):
    tables = """\
  client: {title: =phone, fields: {phone: {type: phone, purpose: visit_planning}}}
  shop: {title: =code, fields: {code: text, of: {type: link, to: client}, copy: {type: text, formula: =of.phone}}}
"""
    found = check_of(tables, one_rule(tmp_path, ("=true", "=!field.personal")))
    traces = {finding.path.rpartition(".")[2]: dict((s.name, s.value) for s in finding.trace) for finding in found}
    assert traces["copy"]["field.personal"] == (
        "yes (made of shop.of, made of client.title, made of client.phone, by its type: a phone number)"
    )


def test_a_trace_counts_what_a_rule_counted(tmp_path, check_of):
    found = check_of(SHOP, one_rule(tmp_path, ("=true", "=CountRows(Filter(fields, search)) > 2")))
    assert ("CountRows(fields …)", "0") in [(seen.name, seen.value) for seen in found[0].trace]


def test_a_rules_fix_may_set_lists_and_take_keys_out(tmp_path, check_of):
    fix = "fix: {set: {accept: =params.kinds, search: =false}, remove: [hint]}\nwhy: To"
    kinds = ("most: 10", "most: 10, kinds: [pdf, png]")
    found = check_of(SHOP, one_rule(tmp_path, ("=true", "=false"), ("why: To", fix), kinds))
    assert found[0].fix is not None
    assert found[0].fix.say == "set accept: [pdf, png], set search: false, take hint: out"
    at = ("tables", "shop", "fields", "name")
    settings = [(setting.path, setting.value) for setting in found[0].fix.settings]
    assert settings == [((*at, "accept"), ("pdf", "png")), ((*at, "search"), "false"), ((*at, "hint"), None)]


def test_a_fix_whose_value_cannot_be_told_is_none(tmp_path, check_of):
    fix = ("why: To", "fix: {set: {max: =field.max_length}}\nwhy: To")
    found = check_of(SHOP, one_rule(tmp_path, ("=true", "=false"), fix))
    assert [finding.fix is None for finding in found] == [True, False]
