"""Edges of Power Fx beyond the suite: lengths, languages, times beyond a day, tables for single values, many errors."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.formula.load import load
from fieldapp.formula.values import ErrorValue
from fieldpact.formula import PlainWorld, compile, evaluate
from fieldpact.formula.types import DATE, TIME
from tests.formula.shop import RECORD


def values(table: Any) -> list[Any]:
    return [row["Value"].kind if isinstance(row["Value"], ErrorValue) else row["Value"] for row in table]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Len(["a", Blank(), 1 / 0])', [1, 0, "Div0"]),
        ('Left(["abc", "de"], [1, 2, 3])', ["a", "de", "NotApplicable"]),
        ('Concatenate("a", ["b", "c"])', ["ab", "ac"]),
        ("Round([1.25, 2.5], 1)", [Decimal("1.3"), Decimal("2.5")]),
        ("Abs(Filter([1], Value > 1))", []),
        ("FirstN([1, 2], -1)", []),
        ("LastN([1, 2], 9)", [1, 2]),
        ("Sequence(3, 0.5, -0.25)", [Decimal("0.5"), Decimal("0.25"), 0]),
        ("Distinct([1, Blank(), 1, Blank()], Value)", [1, None]),
        ('Sort(["b", "A", "a"], Value)', ["a", "A", "b"]),
        ("Sort([3, Blank(), 1], Value, SortOrder.Descending)", [3, 1, None]),
        ('SortByColumns([3, 1, 2], "Value", [2, 1])', [2, 1, 3]),
        ("ForAll([1, 1 / 0], Value + 1)", [2, "Div0"]),
        ('Split("abc", "")', ["a", "b", "c"]),
    ],
)
def test_tables(text: str, wanted: list[Any]) -> None:
    assert values(evaluate(text)) == wanted


def test_more_than_one_column_to_sort_by() -> None:
    rows = [{"a": 1, "b": 1}, {"a": 0, "b": 5}, {"a": 1, "b": 2}]
    down = evaluate('SortByColumns(rows, "a", SortOrder.Ascending, b, SortOrder.Descending)', {"rows": rows})
    assert [(row["a"], row["b"]) for row in down] == [(0, 5), (1, 2), (1, 1)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Proper("3rd o\'neil WORLD-wide a3b")', "3Rd O'neil World-Wide A3b"),
        ('TrimEnds("  a  b ")', "a  b"),
        ('Replace("abc", 9, 1, "x")', "abcx"),
        ('$"{Date(2024, 1, 31)}"', "1/31/2024"),
        ('Time(17, 2, 3) & ""', "5:02 PM"),
        ("Text(DateTime(2024, 1, 31, 9, 5, 0))", "1/31/2024 9:05 AM"),
        ("Text(12.5, Blank())", ""),
        ('Text(Date(2024, 3, 5), "dddd d mmmm", "sv-SE")', "tisdag 5 mars"),
        ('Text(Date(2024, 3, 5), "[$-fr-FR]ddd d mmm yyyy")', "mar. 5 mars 2024"),
        ('Text(1234.5, "#,##0.00", "de-AT")', "1.234,50"),
        ('Text(DateTime(2024, 1, 1, 1, 2, 3, 45), "hh:mm:ss.000")', "01:02:03.045"),
        ('Text(Time(30, 0, 0), "hh:mm")', "06:00"),
    ],
)
def test_texts(text: str, wanted: str) -> None:
    assert evaluate(text) == wanted


def test_an_app_writes_dates_in_its_own_way() -> None:
    class Here(PlainWorld):
        language = "sv"

    assert evaluate('$"{Date(2024, 1, 31)}"', world=Here()) == "2024-01-31"
    assert evaluate('Text(Date(2024, 1, 31), "d mmm")', world=Here()) == "31 jan."
    assert evaluate('DateValue("5/3/2024")', world=Here()) == dt.date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Date(2024, 1, 1) + 0.5 + 0.5", dt.date(2024, 1, 2)),
        ("Date(2024, 1, 1) + 0.5", dt.date(2024, 1, 1)),
        ("Date(2024, 1, 1) + Time(30, 0, 0)", dt.datetime(2024, 1, 2, 6, tzinfo=dt.UTC)),
        ("Time(30, 0, 0)", dt.time(6)),
        ("Time(24, 0, 0) = 1", True),
        ("Time(6, 0, 0) - 1 < 0", True),
        ('DateValue("31/12/2024", "fr-FR")', dt.date(2024, 12, 31)),
        ('DateValue("3 mars 2024", "fr-FR")', dt.date(2024, 3, 3)),
        ('TimeValue("6 pm")', dt.time(18)),
        ("Weekday(Date(2024, 1, 7), StartOfWeek.MondayZero)", 6),
        ("WeekNum(Date(2024, 12, 31))", 53),
        ("DateAdd(DateTime(2000, 1, 1, 0, 0, 0), 1000.9, TimeUnit.Milliseconds) > DateTime(2000, 1, 1, 0, 0, 1)", True),
    ],
)
def test_dates(text: str, wanted: Any) -> None:
    assert evaluate(text) == wanted


@pytest.mark.parametrize(("text", "kind", "type_"), [("date + 0.5", DATE, dt.date), ("Time(30, 0, 0)", TIME, dt.time)])
def test_a_field_gets_a_plain_date_or_time(text: str, kind: Any, type_: type) -> None:
    compiled = compile(text, RECORD, kind)
    assert compiled.tree is not None
    assert type(load(compiled.tree)(PlainWorld(), {"date": dt.date(2024, 1, 1)})) is type_


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Power(0, -1)", "Div0"),
        ("Power(-8, 1 / 3)", "Numeric"),
        ("Log(8, 1)", "Div0"),
        ("Exp(1000)", "Numeric"),
        ("Ln(0)", "Numeric"),
        ("Char(256)", "InvalidArgument"),
        ("Index([1, 2], 3)", "InvalidArgument"),
        ("Sequence(-1)", "InvalidArgument"),
        ('Boolean("yes")', "InvalidArgument"),
        ('Float("1e400")', "InvalidArgument"),
        ('Float("inf")', "InvalidArgument"),
        ("Sort([1, 1 / 0], Value)", "Div0"),
        ("FirstN([1], 1 / 0)", "Div0"),
        ("Table([1], If(1 / 0 > 1, [2]))", "Div0"),
        ("1e28 * 10", "Numeric"),
    ],
)
def test_errors(text: str, kind: str) -> None:
    assert evaluate(text).kind == kind


def test_a_blank_table_has_no_rows_and_a_blank_record_is_one() -> None:
    assert evaluate("CountRows(Table(If(1 < 0, [1]), {Value: 2}, If(1 < 0, {Value: 3})))") == 2


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 / 0 + Sqrt(-1)", ["Div0", "Numeric"]),
        ("Mid(1 / 0, Sqrt(-1), 1)", ["Div0", "Numeric"]),
        ('1 / 0 & Value("x") & 2', ["Div0", "InvalidArgument"]),
        ("Error([{Kind: ErrorKind.Div0}, {Kind: ErrorKind.Numeric}])", ["Div0", "Numeric"]),
    ],
)
def test_errors_that_come_together_stay_together(text: str, wanted: list[str]) -> None:
    assert [error.kind for error in evaluate(text).all] == wanted


def test_a_fallback_sees_all_errors() -> None:
    assert evaluate("IfError(1 / 0 + Sqrt(-1), CountRows(AllErrors))") == 2
    assert evaluate('IfError(Left("a", 1 / 0) & Sqrt(-1), Concat(AllErrors, Kind, ","))') == "13,24"


@pytest.mark.parametrize(
    "text",
    [
        "Sum(ForAll(Sequence(50000), Sum(Sequence(50000), Value)), Value)",
        "IfError(CountRows(ForAll(Sequence(50000), CountRows(Sequence(50000)))), 1)",
        'CountRows(ForAll(Sequence(100), Split(Concat(Sequence(50000), "abc"), "")))',
        'CountIf(Sequence(50000), "a" & Value in ForAll(Sequence(50000), "x" & Value))',
    ],
)
def test_work_without_end_is_an_error(text: str) -> None:
    assert evaluate(text).kind == "QuotaExceeded"


def test_texts_do_not_grow_without_end() -> None:
    text = '"0123456789"'
    for _ in range(8):
        text = f"With({{a: {text}}}, a & a & a & a & a & a & a & a & a & a)"
    assert evaluate(f"Len({text})").kind == "InvalidArgument"


def test_what_one_formula_spends_the_next_one_has() -> None:
    for _ in range(3):
        assert evaluate("Sum(ForAll(Sequence(3), Sum(Sequence(50000), Value)), Value)") == 3 * 50000 * 50001 // 2
