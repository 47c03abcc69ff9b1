"""Columns of tables: adding, dropping and choosing them, and tables made of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value


@function("Table(...rows?: raw) -> rows")
def table(*items: Any) -> Value:
    """A table of records and of other tables' rows.

    >>> CountRows(Table({a: 1}, {a: 2}))
    2
    """
    rows: list[Any] = []
    for item in items:
        if isinstance(item, ErrorValue):
            return item
        if item is not None:
            rows.extend(item if isinstance(item, list) else [item])
    names = dict.fromkeys(name for row in rows if isinstance(row, Mapping) for name in row)
    return [{name: row.get(name) for name in names} if isinstance(row, Mapping) else row for row in rows]


@function("AddColumns(table: table, ...name: column, ...value: row) -> added")
def add_columns(rows: list[Any] | None, *columns: Any) -> Value:
    """The table with more columns, each made of its row.

    >>> First(AddColumns([{a: 2}], double, a * 2)).double
    4
    """
    pairs: list[tuple[str, Callable[[Any], Any]]] = list(zip(columns[::2], columns[1::2], strict=True))
    return rows and [
        row if row is None or isinstance(row, ErrorValue) else {**row, **{name: each(row) for name, each in pairs}}
        for row in rows
    ]


@function("ShowColumns(table: table, ...names: column) -> shown")
def show_columns(rows: list[Any] | None, *names: str) -> Value:
    """The table with only these columns.

    >>> First(ShowColumns([{a: 1, b: 2}], b)).b
    2
    """
    return rows and [{name: row.get(name) for name in names} if isinstance(row, Mapping) else row for row in rows]


@function("DropColumns(table: table, ...names: column) -> dropped")
def drop_columns(rows: list[Any] | None, *names: str) -> Value:
    """The table without these columns.

    >>> First(DropColumns([{a: 1, b: 2}], a)).b
    2
    """
    return rows and [
        {name: value for name, value in row.items() if name not in names} if isinstance(row, Mapping) else row
        for row in rows
    ]


@function("RenameColumns(table: table, old: column, new: column) -> renamed")
def rename_columns(rows: list[Any] | None, old: str, new: str) -> Value:
    """The table with a column under another name.

    >>> First(RenameColumns([{a: 1}], a, b)).b
    1
    """
    return rows and [
        {(new if name == old else name): value for name, value in row.items()} if isinstance(row, Mapping) else row
        for row in rows
    ]
