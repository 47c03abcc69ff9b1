"""Indexes for what the app's formulas look rows up by: a price by price list and product takes microseconds then."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fieldapp.app.definition import AppDef, FieldDef, Formula, ViewDef
from fieldapp.data.database import quoted
from fieldapp.data.push.columns import term
from fieldapp.data.push.places import keep_place_indexes
from fieldapp.data.shape import Column, Shape
from fieldapp.fields import BUILT_IN
from fieldapp.formula import selection
from fieldapp.formula.selection import Condition, Query

_PREFIX: Final = "q_"
_OURS: Final = f"{_PREFIX}*"
_MOST_COLUMNS: Final = 4


def keep_indexes(connection: sqlite3.Connection, app: AppDef, shapes: Mapping[str, Shape]) -> None:
    """Makes the indexes that this release's formulas use, and drops those of an earlier one."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name GLOB ?", (_OURS,))
    there: dict[str, str] = dict(found.fetchall())
    wanted = {}
    for table, columns in filter(None, (_columns(shapes, query) for query in _queries(app))):
        name = f"{_PREFIX}{table}.{'.'.join(columns)}"
        names = ", ".join(map(quoted, columns))
        wanted[name] = f"CREATE INDEX {quoted(name)} ON {quoted(shapes[table].table)} ({names})"
    for name in there:
        if there[name] != wanted.get(name):  # of an earlier release, or over a column that was set aside since
            connection.execute(f"DROP INDEX {quoted(name)}")
    for name, statement in wanted.items():
        if there.get(name) != statement:
            connection.execute(statement)
    keep_place_indexes(connection, shapes)


def _columns(shapes: Mapping[str, Shape], query: Query) -> tuple[str, tuple[str, ...]] | None:
    """The columns that a query compares with values; None where none is, or where they have an index anyway."""
    shape = shapes.get(query.table)
    if shape is None:
        return None
    found = []
    for name in sorted(set(_compared(query.where))):
        column = term(shapes, shape, (name,))
        if column is not None and column.kind not in ("datetime", "other"):
            found.append(column)
    if not found or (len(found) == 1 and _has_its_own(found[0].column)):
        return None
    return shape.name, tuple(column.column.name for column in found[:_MOST_COLUMNS])


def _has_its_own(column: Column) -> bool:
    return column.name == "id" or (column.field.type == "link" and column.name not in BUILT_IN)


def _compared(conditions: Sequence[Condition]) -> Iterator[str]:
    for condition in conditions:
        match condition:
            case ("and", *parts):
                yield from _compared(parts)
            case ("=", ("column", str(name)), ("value", _)) | ("=", ("value", _), ("column", str(name))):
                yield name


def _queries(app: AppDef) -> Iterator[Query]:
    for thing in (*app.tables.values(), *app.views):
        for formula in _formulas(thing):
            yield from _asked_in(formula.tree)
    for view in app.views:
        yield from _candidates(view, view.of, 0)
        yield from _narrowed(view, view.of)
    for table in app.tables.values():
        yield from _links(table.fields, 1)
        for access in table.access.values():
            yield from _asked_of(access.read, table.name, 0)


def _links(fields: Sequence[FieldDef], level: int) -> Iterator[Query]:
    for field in fields:
        if field.to is not None:
            yield from _candidates(field, field.to, level)
            yield from _narrowed(field, field.to)
        yield from _links(field.fields, level + 1)


def _candidates(declared: ViewDef | FieldDef, table: str, level: int) -> Iterator[Query]:
    yield from _asked_of(declared.where, table, level)


def _narrowed(declared: ViewDef | FieldDef, table: str) -> Iterator[Query]:
    """One field at a time is what people narrow a list by."""
    for name in declared.filters:
        yield Query(table, where=(("=", ("column", name), ("value", 0)),))


def _asked_of(condition: Formula | None, table: str, level: int) -> Iterator[Query]:
    if condition is not None and condition.tree:
        asked = selection.condition(list(condition.tree), level)
        yield dataclasses.replace(asked.query, table=table)


def _asked_in(tree: Sequence[Any]) -> Iterator[Query]:
    nodes = [tree]
    for node in nodes:
        if node[:1] == ["call"]:
            for ask in (selection.candidates, selection.answer, selection.beginning):
                if asked := ask(node[1], node[2:]):
                    yield asked.query
        nodes.extend(part for part in node if isinstance(part, list))


def _formulas(thing: Any) -> Iterator[Formula]:
    """Every formula of a definition."""
    if isinstance(thing, Formula):
        yield thing
    elif isinstance(thing, tuple):
        for part in thing:
            yield from _formulas(part)
    elif dataclasses.is_dataclass(thing):
        for declared in dataclasses.fields(thing):
            yield from _formulas(getattr(thing, declared.name))
