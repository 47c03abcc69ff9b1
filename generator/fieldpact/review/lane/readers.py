"""What reads a field: formulas, keys, totals, connectors. An option of a field that something reads is no mere word."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any

from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula

_SHOWN = frozenset({"join", "field", "get", "link", "text", "string", "to"})
"""Nodes of a title that says a value and decides nothing by it."""


def reader_of(app: App, field: Field) -> str | None:
    """The path of something that decides, counts or passes on by the field's value; None where nothing does."""
    table = field.path.split(".")[0]
    connectors = (f"the connector {each.name}" for each in app.connectors if table in each.tables)
    return decider_of(app, field) or next(connectors, None)


def decider_of(app: App, field: Field) -> str | None:
    """The path of something that decides or counts by the field's value; None where nothing does."""
    table = field.path.split(".")[0]
    for formula in _formulas(app):
        if field.name in _texts(formula.tree) and not _only_shows(formula) and not formula.id.startswith(field.path):
            return formula.id
    for own in (field.where, field.default, field.set, field.visible, field.required, field.formula):
        if own is not None and field.name in _texts(own.tree):
            return own.id
    for other, part in app.all_fields():
        if other.name == table and field.name in _named(part):
            return part.path
    rows = app.tables[table]
    if field.name in (*rows.valid, *rows.unique, *(name for key in rows.alone for name in key)):
        return f"{table}, whose rows are told apart by it"
    return None


def _formulas(app: App) -> Iterator[Formula]:
    """Every formula, the measures of success included; those of tests decide nothing."""
    pending: list[Any] = [getattr(app, field.name) for field in dataclasses.fields(app) if field.name != "tests"]
    while pending:
        part = pending.pop()
        if isinstance(part, Formula):
            yield part
        elif isinstance(part, Mapping):
            pending += part.values()
        elif isinstance(part, tuple):
            pending += part
        elif dataclasses.is_dataclass(part):
            pending += [getattr(part, field.name) for field in dataclasses.fields(part)]


def _texts(tree: Any) -> Iterator[str]:
    pending = [tree]
    while pending:
        for part in pending.pop()[1:]:
            if isinstance(part, list):
                pending.append(part)
            elif isinstance(part, str):
                yield part


def _only_shows(formula: Formula) -> bool:
    """A title or a message that puts values into words and branches on none."""
    if not formula.id.endswith((".title", ".say", ".text")):
        return False
    pending: list[Any] = [formula.tree]
    while pending:
        node = pending.pop()
        if node and node[0] not in _SHOWN:
            return False
        pending += [part for part in node[1:] if isinstance(part, list)]
    return True


def _named(part: Field) -> Iterator[str]:
    if part.totals is not None:
        yield from (column.name for column in part.totals.columns)
    if part.score is not None:
        yield part.score.of
    if part.fill_from is not None:
        yield from (part.fill_from.match, *part.fill_from.take)
