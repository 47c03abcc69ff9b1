"""Rows: picking, filtering, sorting. An error in a cell stays there; an error for a whole row takes its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cmp_to_key, partial
from itertools import zip_longest
from typing import Any

from fieldapp.formula import coerce, decimals, operators
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value, invalid
from fieldapp.formula.work import spend_on_new

Rows = list[Any] | None
Each = Callable[[Any], Any]
LONGEST = 50_000
"""How many rows `Sequence` makes at most."""


@function("Filter(table: table, ...condition: row:boolean) -> table")
def filter_(table: Rows, *conditions: Each) -> Value:
    """The rows that meet every condition.

    >>> Filter([1, 2, 3], Value > 1, Value < 3)
    [2]
    """
    if table is None:
        return None
    kept = []
    for row in table:
        for condition in conditions:
            met = coerce.boolean(condition(row))
            if isinstance(met, ErrorValue):
                kept.append(met)
                break
            if not met:
                break
        else:
            kept.append(row)
    return kept


@function("LookUp(table: table, condition: row:boolean, result?: row) -> item")
def look_up(table: Rows, condition: Each, result: Each | None = None) -> Value:
    """The first row that meets the condition, or a value made of it; blank where there is none.

    >>> LookUp([{id: 1, price: 10}, {id: 2, price: 20}], id = 2, price)
    20
    """
    for row in table or ():
        met = coerce.boolean(condition(row))
        if isinstance(met, ErrorValue):
            return met
        if met:
            return row if result is None else result(row)
    return None


@function("First(table: table) -> record")
def first(table: Rows) -> Value:
    """The first row; blank of an empty table.

    >>> First([5, 6]).Value
    5
    """
    return table[0] if table else None


@function("Last(table: table) -> record")
def last(table: Rows) -> Value:
    """The last row; blank of an empty table.

    >>> Last([5, 6]).Value
    6
    """
    return table[-1] if table else None


@function("FirstN(table: table, count?: integer) -> table")
def first_n(table: Rows, count: int = 1) -> Value:
    """The first rows.

    >>> FirstN([5, 6, 7], 2)
    [5, 6]
    """
    return table and table[: max(0, count)]


@function("LastN(table: table, count?: integer) -> table")
def last_n(table: Rows, count: int = 1) -> Value:
    """The last rows.

    >>> LastN([5, 6, 7], 2)
    [6, 7]
    """
    return table and table[max(0, len(table) - max(0, count)) :]


@function("Index(table: table, position: integer) -> record")
def index(table: Rows, position: int) -> Value:
    """The row at a position, from 1.

    >>> Index([5, 6, 7], 2).Value
    6
    """
    if not 1 <= position <= len(table or ()):
        return invalid("There is no row at that position.")
    return table[position - 1] if table else None


def ordered(keyed: list[tuple[Any, Any]], descending: bool) -> Value:
    """Rows by their keys: blanks last either way, equal keys in the order they had."""
    for key, _ in keyed:
        if isinstance(key, ErrorValue):
            return key
    filled = [pair for pair in keyed if pair[0] is not None]
    blanks = [row for key, row in keyed if key is None]
    kinds = {type(key) for key, _ in filled}
    plain = kinds <= {Decimal} or kinds <= {dt.date} or kinds <= {float}
    filled.sort(key=(lambda pair: pair[0]) if plain else (lambda pair: SORT_KEY(pair[0])), reverse=descending)
    return [row for _, row in filled] + blanks


def compare(a: Any, b: Any) -> int:
    if isinstance(a, str) and isinstance(b, str):
        x, y = (a.casefold(), a.swapcase()), (b.casefold(), b.swapcase())
        return (x > y) - (x < y)
    if isinstance(a, bool) and isinstance(b, bool):
        return a - b
    return (operators.greater(a, b) is True) - (operators.less(a, b) is True)


SORT_KEY = cmp_to_key(compare)


def is_descending(order: Any) -> bool | ErrorValue:
    if order is None or (isinstance(order, str) and order.casefold() == "ascending"):
        return False
    if isinstance(order, str) and order.casefold() == "descending":
        return True
    return invalid("The order is SortOrder.Ascending or SortOrder.Descending.")


@function("Sort(table: table, by: row, order?: option) -> table")
def sort(table: Rows, by: Each, order: Any = None) -> Value:
    """The rows in the order of an expression.

    >>> Sort([2, 3, 1], Value, SortOrder.Descending)
    [3, 2, 1]
    """
    descending = is_descending(order)
    if isinstance(descending, ErrorValue) or table is None:
        return descending if isinstance(descending, ErrorValue) else None
    return ordered([(by(row), row) for row in table], descending)


@function("SortByColumns(table: table, ...column: column, ...order?: any) -> table")
def sort_by_columns(table: Rows, *columns: Any) -> Value:
    """The rows in the order of a column, of more of them, or of a list of values.

    >>> First(SortByColumns([{a: 2}, {a: 1}], "a")).a
    1
    >>> SortByColumns(["c", "a", "b"], "Value", ["b", "c"])
    ["b", "c", "a"]
    """
    for column, order in reversed(list(zip_longest(columns[::2], columns[1::2]))):
        listed = isinstance(order, list)
        table = by_list(table, column, order) if listed else sort(table, partial(cell, column), order)
        if not isinstance(table, list):
            return table
    return table


def cell(column: str, row: Any) -> Value:
    return operators.get(row, column)


def by_list(table: Rows, column: str, values: list[Any]) -> Rows:
    """Rows in the order of a list's values; rows with another value last."""
    places: dict[Any, int] = {}
    for place, row in enumerate(values):
        value = next(iter(row.values()), None) if isinstance(row, Mapping) else row
        places.setdefault(identity(value, floats=False), place)
    return table and sorted(
        table, key=lambda row: places.get(identity(operators.get(row, column), floats=False), len(values))
    )


@function("Distinct(table: table, value: row) -> values")
def distinct(table: Rows, each: Each) -> Value:
    """The values of an expression, each once.

    >>> Distinct([1, 2, 1], Value)
    [1, 2]
    """
    if table is None:
        return None
    values = [each(row) for row in table]
    failure = next((value for value in values if isinstance(value, ErrorValue)), None)
    if failure is not None:
        return failure
    floats = any(isinstance(value, float) for value in values)
    found: dict[Any, Any] = {}
    for value in values:
        found.setdefault(identity(value, floats), value)
    return [{"Value": value} for value in found.values()]


def identity(value: Any, floats: bool) -> Any:
    """Something to hash that is the same for equal values of one column; beside floats, decimals count as floats."""
    if floats and isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return tuple((name, identity(part, floats)) for name, part in value.items())
    return tuple(identity(row, floats) for row in value) if isinstance(value, list) else value


@function("ForAll(table: table, value: row) -> each")
def for_all(table: Rows, each: Each) -> Value:
    """A value for each row, as a table; records become its rows.

    >>> ForAll([1, 2], Value * 10)
    [10, 20]
    """
    if table is None:
        return None
    made = []
    for row in table:
        value = row if isinstance(row, ErrorValue) else each(row)
        made.append(value if isinstance(value, Mapping) else {"Value": value})
    return made


@function("With(record: record, value: row) -> value")
def with_(record: Any, each: Each) -> Value:
    """A value made with names of its own.

    >>> With({net: 80, vat: 20}, net + vat)
    100
    """
    return each(record)


@function("Sequence(count: integer, start?: number, step?: number) -> numbers")
def sequence(count: int, start: Any = decimals.ONE, step: Any = decimals.ONE) -> Value:
    """Numbers in a row.

    >>> Sequence(3, 10, 5)
    [10, 15, 20]
    """
    if not 0 <= count <= LONGEST:
        return invalid(f"Sequence makes 0 to {LONGEST} rows.")
    spend_on_new(count)
    try:
        times, plus = decimals.FAST.multiply, decimals.FAST.add
        return [{"Value": plus(start, times(step, Decimal(i)))} for i in range(count)]
    except (TypeError, ArithmeticError):
        return [{"Value": operators.add(start, operators.multiply(step, Decimal(i)))} for i in range(count)]
