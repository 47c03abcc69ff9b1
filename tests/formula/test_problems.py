"""What people get wrong, and what they are told."""

from __future__ import annotations

import pytest

from fieldpact.formula import PlainEnv, compile
from fieldpact.formula.types import BOOLEAN, DATE, NUMBER, TEXT, Type, choice, link
from tests.formula.shop import CANDIDATE, RECORD, ROW


@pytest.mark.parametrize(
    ("text", "code", "place", "replacement"),
    [
        ("SUM(lines, qty)", "excel", "SUM", "Sum"),
        ("IF(done; 1; 2)", "excel", "IF", "If"),
        ("If(done; 1; 2)", "semicolon", ";", ","),
        ("total * 0,15", "decimal-comma", "0,15", "0.15"),
        ("total == 1", "operator", "==", "="),
        ("total != 1", "operator", "!=", "<>"),
        ('IFS(done, "a", true, "b")', "excel", "IFS", "If"),
        ("VLOOKUP(total, product, 2)", "excel", "VLOOKUP", None),
        ("SUMIF(lines, qty)", "excel", "SUMIF", None),
        ("done = TRUE", "excel", "TRUE", "true"),
        ("AND(done, done)", "excel", "AND", "And"),
        ("done AND done", "excel", "AND", "And"),
        ("outcome = 'order'", "unknown-name", "'order'", '"order"'),
        ("'totl' + 1", "unknown-name", "'totl'", "total"),
        ("totl + 1", "unknown-name", "totl", "total"),
        ("account.nam", "unknown-field", "nam", "name"),
        ("Sum(lines, qyt)", "unknown-name", "qyt", "qty"),
        ("Smu(1, 2)", "unknown-function", "Smu", "Sum"),
        ("Patch(product)", "left-out", "Patch", None),
        ('outcome = "ordr"', "unknown-option", '"ordr"', '"order"'),
        ('outcome in ["order", "noone"]', "unknown-option", '"noone"', '"none"'),
        ('"shelv" in seen', "unknown-option", '"shelv"', '"shelf"'),
        ('account.tier = "d"', "unknown-option", '"d"', None),
        ("Round(total)", "arity", "Round(total)", None),
        ("If(done)", "arity", "If(done)", None),
        ("total + lines", "type", "lines", None),
        ("total = reason", "type", "=", None),
        ("If(done, 1, lines)", "type", "lines", None),
        ("reason.x", "type", ".x", None),
        ("Sum(lines, lines)", "type", "lines", None),
        ("Sum(lines)", "type", "Sum(lines)", None),
        ("Sum(total, lines)", "type", "lines", None),
        ("Sum(account)", "type", "account", None),
        ('date = "2027-01-01"', "type", "=", None),
        ("TimeUnit.Day", "unknown-name", "Day", "Days"),
        ("[@produkt]", "unknown-table", "[@produkt]", "[@product]"),
        ('"abc', "open-text", '"abc', None),
        ("(total", "unclosed", "(", None),
        ("total +", "incomplete", "", None),
        ("total total", "unexpected", "total", None),
        ("", "empty", "", None),
        ("“a”", "character", "“", '"'),
        ('$"a {total"', "open-text", '"', None),
        ('IsMatch(reason, "(a+)+")', "pattern", '"(a+)+"', None),
        ("IsMatch(reason, reason)", "pattern", "reason", None),
        ("1E99", "number-too-large", "1E99", None),
        ("total = total", "compares-itself", "total = total", None),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_way_out(
    text: str, code: str, place: str, replacement: str | None
) -> None:
    compiled = compile(text, RECORD)
    assert compiled.tree is None
    problem = next(problem for problem in compiled.problems if problem.code == code)
    assert text[problem.start : problem.end] == place or code == "open-text"
    assert problem.replacement == replacement


def test_all_mistakes_are_told_at_once_in_order() -> None:
    compiled = compile("totl + SUM(qyt; 0) + outcom", RECORD)
    assert [problem.code for problem in compiled.problems] == ["unknown-name", "excel", "semicolon", "unknown-name"]


def test_an_unknown_table_is_told_once() -> None:
    assert [problem.replacement for problem in compile("LookUp(prodct, id = 1, qyt)", RECORD).problems] == ["product"]


def test_the_candidate_shadows_the_row() -> None:
    """`product = product` in a where compares the candidate with itself."""
    problem = compile("price = price", CANDIDATE).problems[0]
    assert problem.code == "compares-itself"
    assert "Form.price" in problem.hint


def test_wrong_types_are_both_named() -> None:
    assert compile("done = total", RECORD).problems[0].message == "A yes/no can't be compared with a number"


def test_a_wrong_count_of_arguments_shows_the_signature() -> None:
    assert "Mid(text: text, start: integer, count?: integer)" in compile('Mid("a")', RECORD).problems[0].hint


@pytest.mark.parametrize(
    ("text", "expect", "code"),
    [
        ("reason", NUMBER, "type"),
        ("total", BOOLEAN, "type"),
        ("Sqrt(total)", NUMBER, "float"),
        ("date", NUMBER, "type"),
        ("total", DATE, "type"),
        ('"ordr"', choice("order", "none"), "unknown-option"),
        ("account", link("product"), "type"),
        ("lines", TEXT, "type"),
    ],
)
def test_a_formula_must_give_what_its_place_needs(text: str, expect: Type, code: str) -> None:
    assert [problem.code for problem in compile(text, RECORD, expect).problems] == [code]


@pytest.mark.parametrize(
    ("text", "expect", "env"),
    [
        ("Round(Sqrt(total), 2)", NUMBER, RECORD),
        ("total", TEXT, RECORD),
        ('"order"', choice("order", "none"), RECORD),
        ("Blank()", DATE, RECORD),
        ("Now()", DATE, RECORD),
        ("Me()", link("person"), RECORD),
        ("product.price", NUMBER, ROW),
    ],
)
def test_what_fits_its_place_is_taken(text: str, expect: Type, env: PlainEnv) -> None:
    assert compile(text, env, expect).problems == []


@pytest.mark.parametrize(
    "text", ["(" * 5000, "-" * 5000, "1+" * 5000 + "1", "[" * 60, "{a:" * 60, '$"{' * 60, "x" * 30_000]
)
def test_nothing_nests_without_end(text: str) -> None:
    assert compile(text, RECORD).tree is None
