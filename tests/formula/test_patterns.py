"""IsMatch: which patterns are taken, and what they match."""

from __future__ import annotations

import time

import pytest

from fieldapp.formula.backtracking import degree
from fieldapp.formula.functions.patterns import NAMED as Match
from fieldapp.formula.functions.patterns import risk
from fieldpact.formula import evaluate


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d{4}-\d{2}",
        r"[A-Z]{2}\d+",
        r"(SE|DK)-\d+",
        r"(\d{4}-){2}\d",
        r"(abc)?\d*",
        r"[(+*]+",
        r"\(\d+\)+",
        "(?:a|b)c",
    ],
)
def test_a_plain_pattern_is_taken(pattern: str) -> None:
    assert risk(pattern) is None


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+",
        "(a*)*b",
        "(a|a)*b",
        "(a?){30}a{30}",
        "((a+)b?)+",
        r"(a)\1",
        "(",
        "[",
        "x" * 501,
        "(?:(?:a+))+",
        "a{2,1}",
        r"\d*\d*\d*\d*\d*x",
    ],
)
def test_a_pattern_that_can_take_forever_or_cant_be_read_is_refused(pattern: str) -> None:
    assert risk(pattern) is not None
    started = time.monotonic()
    result = evaluate(f'IsMatch("{"a" * 200}!", "{pattern}")')
    assert result.kind == "InvalidFormula"
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("pattern", "power"),
    [
        ("abc", 0),
        (r"\d+", 1),
        (r"\d*\d*x", 2),
        (r"\d+-\d+-\d+", 1),
        (r".*a.*b.*", 3),
        (r"[a-z]+\d+", 1),
        (r"\w+\d+", 2),
        (r"\d{1,3}\d*", 1),
        (r"\d{0,999}\d*", 2),
        (r"(\d+)(\d+)", 2),
        (r"(ab)*a*", 2),
        (Match["Email"], 1),
    ],
)
def test_how_fast_a_patterns_work_grows(pattern: str, power: int) -> None:
    assert degree(pattern) == power


@pytest.mark.parametrize("pattern", [r"\d*\d*x", r"\d*\d*\d*x", r"\d*\d*\d*\d*x"])
@pytest.mark.parametrize("option", ["", ", MatchOptions.Contains"])
def test_no_text_keeps_a_pattern_busy_for_long(pattern: str, option: str) -> None:
    for length in (80, 250, 3_000, 10_000):
        started = time.monotonic()
        value = evaluate(f'IsMatch("{"1" * length}", "{pattern}"{option})')
        assert value is False or value.kind == "InvalidArgument"
        assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (r'IsMatch("SE-12", "[A-Z]{2}-\d+")', True),
        (r'IsMatch("SE-12x", "[A-Z]{2}-\d+")', False),
        (r'IsMatch("x SE-12", "\d+", MatchOptions.EndsWith)', True),
        (r'IsMatch("12 x", "\d+", MatchOptions.BeginsWith)', True),
        (r'IsMatch("a12x", "\d+", MatchOptions.Contains)', True),
        (r'IsMatch("ab", "AB", MatchOptions.IgnoreCase)', True),
        (r'IsMatch("xab", "AB", MatchOptions.IgnoreCase & MatchOptions.Contains)', True),
        ('IsMatch("eva@example.com", Match.Email)', True),
        ('IsMatch("eva", Match.Email)', False),
        (r'IsMatch(Blank(), "\d*")', True),
    ],
)
def test_matches(formula: str, wanted: bool) -> None:
    assert evaluate(formula) is wanted
