"""The operators, complete: blanks, text that reads as numbers, floats that contaminate, errors that flow.

Formulas of plain arithmetic reach these only where the fast path of `load` gives up.
"""

from __future__ import annotations

import datetime as dt
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fieldapp.formula import coerce, decimals
from fieldapp.formula.values import (
    DIVISION,
    LONGEST_TEXT,
    MISSING,
    TOO_LONG,
    ErrorValue,
    Value,
    failed,
    numeric,
    together,
)
from fieldapp.formula.work import spend, spend_on

DAY = Decimal(86_400_000_000)
"""In microseconds."""
FLOATING = re.compile(r"\s*[+-]?\d{1,40}(\.\d{0,40})?[eE][+-]?\d{1,3}\s*")
UNEQUAL = ErrorValue("NotApplicable", "The tables are of different lengths.")
INSTANT_ZERO = dt.datetime(1899, 12, 30, tzinfo=dt.UTC)


def _arithmetic(
    exact: Callable[[Decimal, Decimal], Decimal | ErrorValue], floating: Callable[[float, float], float]
) -> Callable[[Value, Value], Value]:
    def operate(a: Value, b: Value) -> Value:
        a, b = coerce.number(_beside(a, b)), coerce.number(_beside(b, a))
        if isinstance(a, ErrorValue) or isinstance(b, ErrorValue):
            return failed(a, b)
        if isinstance(a, Decimal) and isinstance(b, Decimal):
            return exact(a, b)
        return real(floating, float(a), float(b))

    operate.__name__ = exact.__name__
    return operate


def _beside(value: Value, other: Value) -> Value:
    """A text beside a float is read as one: it may be beyond what decimals hold."""
    if isinstance(other, float) and isinstance(value, str) and FLOATING.fullmatch(value):
        return float(value)
    return value


def real(function: Callable[..., float], *arguments: float) -> float | ErrorValue:
    """A float function's value; what is no finite number is an error."""
    try:
        result = function(*arguments)
    except ZeroDivisionError:
        return DIVISION
    except (OverflowError, ValueError):
        return numeric("The result is not a number that can be held.")
    if isinstance(result, complex) or not math.isfinite(result):
        return numeric("The result is not a number that can be held.")
    return result


add = _arithmetic(decimals.add, operator.add)
subtract = _arithmetic(decimals.subtract, operator.sub)
multiply = _arithmetic(decimals.multiply, operator.mul)
divide = _arithmetic(decimals.divide, operator.truediv)


def power(base: Value, exponent: Value) -> Value:
    """Always a float, as in Power Fx."""
    base, exponent = coerce.number(base), coerce.number(exponent)
    if isinstance(base, ErrorValue) or isinstance(exponent, ErrorValue):
        return failed(base, exponent)
    return real(operator.pow, float(base), float(exponent))


def negate(value: Value) -> Value:
    value = coerce.number(value)
    if isinstance(value, Decimal):
        return decimals.negate(value)
    return value if isinstance(value, ErrorValue) else -value


def percent(value: Value) -> Value:
    return divide(value, decimals.HUNDRED)


def invert(value: Value) -> Value:
    value = coerce.boolean(value)
    return value if isinstance(value, ErrorValue) else not value


def concatenate(*parts: Value) -> Value:
    """Texts joined; the errors among them."""
    shown = [coerce.text(part) for part in parts]
    return together(shown) or joined([part for part in shown if isinstance(part, str)])


def joined(parts: Sequence[str], separator: str = "") -> str | ErrorValue:
    size = sum(map(len, parts)) + len(separator) * max(0, len(parts) - 1)
    if size > LONGEST_TEXT:
        return TOO_LONG
    text = separator.join(parts)
    spend_on(text)
    return text


def equal(a: Value, b: Value) -> bool | ErrorValue:
    """Values of one kind; a blank equals only a blank. Dates compare as instants, records by their id."""
    if isinstance(a, ErrorValue) or isinstance(b, ErrorValue):
        return failed(a, b)
    if (
        isinstance(a, float) != isinstance(b, float)
        and isinstance(a, Decimal | float)
        and isinstance(b, Decimal | float)
    ):
        # A decimal beside a float is rounded to a float first: exact comparison would tell 0.1 from 0.1.
        return float(a) == float(b)
    return bool(a == b)


def differ(a: Value, b: Value) -> bool | ErrorValue:
    same = equal(a, b)
    return same if isinstance(same, ErrorValue) else not same


def _ordering(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool | ErrorValue]:
    def ordered(a: Value, b: Value) -> bool | ErrorValue:
        if isinstance(a, ErrorValue) or isinstance(b, ErrorValue):
            return failed(a, b)
        x, y = _sortable(a), _sortable(b)
        if isinstance(x, ErrorValue) or isinstance(y, ErrorValue):
            return failed(x, y)
        if isinstance(x, float) or isinstance(y, float):
            return compare(float(x), float(y))
        return compare(x, y)

    ordered.__name__ = compare.__name__
    return ordered


def _sortable(value: Value) -> Decimal | float | ErrorValue:
    if isinstance(value, dt.datetime):
        # As instants, not by their wall clocks, which may be of different zones.
        return decimals.EXACT.divide(Decimal((value - INSTANT_ZERO) // dt.timedelta(microseconds=1)), DAY)
    return coerce.number(value)


less = _ordering(operator.lt)
less_equal = _ordering(operator.le)
greater = _ordering(operator.gt)
greater_equal = _ordering(operator.ge)


def skipped(value: Value) -> bool:
    """What Coalesce passes over: blank, the empty text, a missing value."""
    return value is None or value == "" or (isinstance(value, ErrorValue) and value.kind == MISSING)


def caught(value: Value) -> bool:
    """What IfError and IsError see: every error but a missing value, which only IsBlank and Coalesce see through."""
    return isinstance(value, ErrorValue) and value.kind != MISSING


def contains(needle: Value, hay: Value, exact: bool = False) -> bool | ErrorValue:
    """`in`, or `exactin` where case counts: a text in a text, or a value in a one-column table."""
    if isinstance(needle, ErrorValue):
        return needle
    if isinstance(hay, ErrorValue):
        return hay
    if isinstance(hay, list | tuple):
        return _among(needle, hay, exact)
    part, whole = coerce.text(needle), coerce.text(hay)
    if isinstance(part, ErrorValue):
        return part
    if isinstance(whole, ErrorValue):
        return whole
    spend_on(whole)
    return part in whole if exact else part.casefold() in whole.casefold()


def contains_exactly(needle: Value, hay: Value) -> bool | ErrorValue:
    return contains(needle, hay, exact=True)


def _among(needle: Value, rows: Sequence[Any], exact: bool) -> bool | ErrorValue:
    fold = isinstance(needle, str) and not exact
    sought = needle.casefold() if fold else needle
    spend(len(rows))
    for row in rows:
        value = next(iter(row.values()), None) if isinstance(row, Mapping) and not isinstance(needle, Mapping) else row
        if isinstance(value, ErrorValue):
            return value
        if fold and isinstance(value, str):
            value = value.casefold()
        if equal(sought, value) is True:
            return True
    return False


def zipped(each: Callable[[Any], Any], *tables: Value) -> Value:
    """A value for each row of one-column tables side by side; rows that a shorter table doesn't have are errors.

    `each` takes the list of one row's cells.
    """
    failure = together(tables)
    if failure is not None or any(table is None for table in tables):
        return failure
    sizes = [len(table) for table in tables]
    spend(max(sizes))
    columns = [[next(iter(row.values()), None) if isinstance(row, Mapping) else row for row in rows] for rows in tables]
    made = [{"Value": each(cells)} for cells in zip(*columns, strict=False)]
    return made + [{"Value": UNEQUAL}] * (max(sizes) - min(sizes))


def get(record: Value, name: str) -> Value:
    """A field of a record; blank of a blank record."""
    if record is None or isinstance(record, ErrorValue):
        return record
    return record.get(name)


@dataclass(frozen=True, slots=True)
class FieldOf:
    """The function of a row that is a field of it. For many rows there is a way without a call for each."""

    name: str

    def __call__(self, row: Value) -> Value:
        return get(row, self.name)

    def each(self, rows: Sequence[Any]) -> list[Value]:
        """The field of each row."""
        name = self.name
        try:
            return [row[name] for row in rows]
        except (KeyError, TypeError):  # a row that is blank, failed, or without the field
            return [get(row, name) for row in rows]


def column(rows: Value, name: str) -> Value:
    """One column of a table, as a table."""
    if rows is None or isinstance(rows, ErrorValue):
        return rows
    return [{name: get(row, name)} if isinstance(row, Mapping) else row for row in rows]


def wrap(values: Value) -> Value:
    """The values of a `choices` field as a table with the column Value."""
    if values is None or isinstance(values, ErrorValue):
        return values
    return [value if isinstance(value, Mapping) else {"Value": value} for value in values]
