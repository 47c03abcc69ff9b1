"""Sum and its family: over the arguments, or over an expression for each row of a table."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.formula import coerce, decimals, operators
from fieldapp.formula.registry import function
from fieldapp.formula.values import DIVISION, ErrorValue, Value


def numbers(values: Sequence[Any]) -> list[Any] | ErrorValue:
    """The values that are not blank, as numbers; the first error."""
    found = []
    for value in values:
        if value is None:
            continue
        converted = coerce.number(value)
        if isinstance(converted, ErrorValue):
            return converted
        found.append(converted)
    return found


def gather(arguments: tuple[Any, ...]) -> list[Any] | ErrorValue | None:
    """The numbers of `f(1, 2, 3)` and of `f(table, row expression)`; None over a blank table."""
    if len(arguments) == 2 and callable(arguments[1]):
        table, each = arguments
        if table is None or isinstance(table, ErrorValue):
            return table
        return each.each(table) if isinstance(each, operators.FieldOf) else [each(row) for row in table]
    return list(arguments)


def total(values: Sequence[Any]) -> Value:
    """Their sum; plain decimals take the short way."""
    try:
        return functools.reduce(decimals.FAST.add, values, decimals.ZERO)
    except (TypeError, ArithmeticError):
        found = numbers(values)
        if isinstance(found, ErrorValue):
            return found
        result_slow: Value = decimals.ZERO
        for value in found:
            result_slow = operators.add(result_slow, value)
        return result_slow


@function("Sum(...numbers: raw) -> number")
def sum_(*arguments: Any) -> Value:
    """The sum of the arguments, or of an expression over the rows of a table. Blanks don't count.

    >>> Sum(1, 2, 3.5)
    6.5
    >>> Sum([1, 2, 3], Value * 2)
    12
    """
    values = gather(arguments)
    if values is None or isinstance(values, ErrorValue):
        return values
    found = [value for value in values if value is not None]
    return total(found) if found else None


@function("Average(...numbers: raw) -> number")
def average(*arguments: Any) -> Value:
    """The mean. Blanks don't count; of nothing it is a division by zero.

    >>> Average([1, 2, 6], Value)
    3
    """
    values = gather(arguments)
    if values is None:
        return DIVISION
    if isinstance(values, ErrorValue):
        return values
    found = numbers(values)
    if isinstance(found, ErrorValue):
        return found
    return operators.divide(total(found), Decimal(len(found))) if found else DIVISION


def extreme(arguments: tuple[Any, ...], better: Callable[[Any, Any], Any]) -> Value:
    values = gather(arguments)
    if values is None or isinstance(values, ErrorValue):
        return values
    best: Any = None
    failure = next((value for value in values if isinstance(value, ErrorValue)), None)
    if failure is not None:
        return failure
    for value in values:
        if value is None:
            continue
        if not isinstance(value, dt.date | dt.time):
            value = coerce.number(value)
            if isinstance(value, ErrorValue):
                return value
        if best is None or better(value, best) is True:
            best = value
    return best


@function("Max(...numbers: raw) -> number")
def max_(*arguments: Any) -> Value:
    """The largest number or the latest date. Blanks don't count.

    >>> Max(1, 7, 3)
    7
    """
    return extreme(arguments, operators.greater)


@function("Min(...numbers: raw) -> number")
def min_(*arguments: Any) -> Value:
    """The smallest number or the earliest date. Blanks don't count.

    >>> Min([4, 2, 9], Value)
    2
    """
    return extreme(arguments, operators.less)


@function("CountRows(table: table) -> number")
def count_rows(table: list[Any] | None) -> Value:
    """How many rows a table has. Errors in cells don't matter.

    >>> CountRows([1, 2, 1/0])
    3
    """
    failure = next((row for row in table or () if isinstance(row, ErrorValue)), None)
    return failure or Decimal(len(table or ()))


@function("CountIf(table: table, condition: row:boolean) -> number")
def count_if(table: list[Any] | None, condition: Callable[[Any], Any]) -> Value:
    """How many rows meet the condition.

    >>> CountIf([1, 2, 3], Value > 1)
    2
    """
    count = 0
    for row in table or ():
        met = coerce.boolean(condition(row))
        if isinstance(met, ErrorValue):
            return met
        count += met
    return Decimal(count)


def cells(table: list[Any] | None) -> list[Any]:
    """The values of a one-column table."""
    return [next(iter(row.values()), None) if isinstance(row, Mapping) else row for row in table or ()]


@function("Count(table: table) -> number")
def count(table: list[Any] | None) -> Value:
    """How many numbers a one-column table has.

    >>> Count([1, 2, Blank()])
    2
    """
    values = cells(table)
    failure = next((value for value in values if isinstance(value, ErrorValue)), None)
    return failure or Decimal(sum(v is not None and not isinstance(v, str | bool) for v in values))


@function("CountA(table: table) -> number")
def count_a(table: list[Any] | None) -> Value:
    """How many values a one-column table has that are not blank.

    >>> CountA(["a", "b", Blank()])
    2
    """
    values = cells(table)
    failure = next((value for value in values if isinstance(value, ErrorValue)), None)
    return failure or Decimal(sum(value is not None for value in values))
