"""What formulas mean, where it surprises: precedence, blanks, kinds of numbers, errors, dates, rows."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from fieldapp.formula.values import ErrorValue
from fieldpact.formula import evaluate
from tests.formula.shop import value


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3", 7),
        ("-2 ^ 2", -4),
        ("2 ^ 3 ^ 2", 512),
        ("10%", Decimal("0.1")),
        ("1 - 10%", Decimal("0.9")),
        ('1 + 1 & "a" = "2a"', True),
        ("true || false && false", True),
        ("Not true Or true", True),
        ("!(1 > 2)", True),
        ('"a""b"', 'a"b'),
        ('$"{{{1 + 1}}}"', "{2}"),
        ('$"a {$"b {"c"}"}"', "a b c"),
        ("1 // a comment", 1),
        ("/* another */ 1", 1),
    ],
)
def test_syntax(text: str, wanted: Any) -> None:
    assert evaluate(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Blank() + 1", 1),
        ('Blank() & "a"', "a"),
        ("Blank() = 0", False),
        ('Blank() = ""', False),
        ("Blank() <= 1", True),
        ("Sum(1, Blank(), 2)", 3),
        ("Average(1, Blank(), 3)", 2),
        ('"2" * "3"', 6),
        ("true + true", 2),
        ("If(Blank(), 1, 2)", 2),
    ],
)
def test_blanks_and_coercion(text: str, wanted: Any) -> None:
    assert evaluate(text) == wanted


def test_decimals_are_exact_and_floats_contaminate() -> None:
    assert evaluate("0.1 + 0.2 = 0.3") is True
    assert evaluate("1 / 3") == Decimal("0.3333333333333333333333333333")
    assert isinstance(evaluate("Sqrt(4) + 1"), float)
    assert isinstance(evaluate("Round(2.5, 0)"), Decimal)
    assert evaluate("79228162514264337593543950335 + 1").kind == "Numeric"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1 / 0", "Div0"),
        ('"x" + 1', "InvalidArgument"),
        ("Sqrt(-1)", "Numeric"),
        ('Value("abc")', "InvalidArgument"),
        ('Left("a", -1)', "InvalidArgument"),
        ("Date(2027, 1, 1) + 9999999", "InvalidArgument"),
        ("Sum([1, 1 / 0], Value)", "Div0"),
        ("If(1 / 0 > 1, 1, 2)", "Div0"),
        ('Error("stop")', "Custom"),
    ],
)
def test_errors_flow_as_values(text: str, kind: str) -> None:
    result = evaluate(text)
    assert isinstance(result, ErrorValue)
    assert result.kind == kind


def test_an_error_in_a_cell_stays_in_its_cell() -> None:
    assert evaluate("CountRows([1 / 0])") == 1
    assert evaluate("First([1, 1 / 0, 3]).Value") == 1
    assert evaluate('Concat(Filter([1, 2, 3], Value > 1), Value, ",")') == "2,3"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Date(2027, 2, 28) + 1", dt.date(2027, 3, 1)),
        ("Date(2027, 3, 1) - Date(2027, 2, 1)", 28),
        ("Date(2027, 3, 1) + Time(8, 30, 0)", dt.datetime(2027, 3, 1, 8, 30, tzinfo=dt.UTC)),
        ("EDate(Date(2027, 1, 31), 1)", dt.date(2027, 2, 28)),
        ("DateDiff(Date(2027, 1, 31), Date(2027, 2, 1), TimeUnit.Months)", 1),
        ('Text(Date(2027, 2, 1), "ddd d mmm yyyy")', "Mon 1 Feb 2027"),
        ('Text(DateTime(2027, 2, 1, 15, 4, 0), "h:mm am/pm")', "3:04 pm"),
        ('Text(1234567.891, "#,##0.00")', "1,234,567.89"),
        ('Text(0.256, "0.0%")', "25.6%"),
        ('Text(7, "000")', "007"),
        ('DateValue("March 3, 2027")', dt.date(2027, 3, 3)),
        ('Value("1 234,50", "sv")', Decimal("1234.50")),
    ],
)
def test_dates_and_formats(text: str, wanted: Any) -> None:
    assert evaluate(text) == wanted


def test_sorting_puts_blanks_last_and_keeps_the_order_of_equals() -> None:
    scope = {"rows": [{"n": 2, "k": "a"}, {"n": None, "k": "b"}, {"n": 1, "k": "c"}, {"n": 2, "k": "d"}]}
    assert evaluate("Concat(Sort(rows, n), k)", scope) == "cadb"
    assert evaluate("Concat(SortByColumns(rows, n, SortOrder.Descending), k)", scope) == "adcb"
    assert evaluate('Concat(Distinct(rows, n), If(IsBlank(Value), "-", Text(Value)))', scope) == "2-1"


def test_scope_takes_plain_python_values() -> None:
    assert evaluate("a + Sum(b, Value)", {"a": 1, "b": [1, 2]}) == 4
    assert evaluate("r.x & r.y.z", {"r": {"x": "a", "y": {"z": 2}}}) == "a2"
    assert evaluate("'with space' * 2", {"with space": 3}) == 6
    assert evaluate("rows.n", {"rows": [{"n": 1}]}) == [{"n": 1}]


def test_a_formula_that_does_not_compile_gives_an_error_value() -> None:
    result = evaluate("1 +")
    assert isinstance(result, ErrorValue)
    assert result.kind == "InvalidFormula"


def test_the_price_of_a_customers_list() -> None:
    """The lookups of an order form: a stored table, filtered by the row and the record."""
    assert value('LookUp(product, id = "p1" && active, price) * 2') == 25
    assert value('Coalesce(LookUp(product, id = "nothing", price), 99)') == 99
