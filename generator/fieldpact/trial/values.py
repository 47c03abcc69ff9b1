"""What a test writes of a value -> the value, as formulas read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.fields import BUILT_IN, of
from fieldapp.formula.load import load
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World
from fieldpact.model.formula import Formula
from fieldpact.model.test import Entry, Lines, Stored

_Call = Callable[..., Any]


def value_of(
    app: AppDef, world: World, kind: str, field: FieldDef | None, entry: Entry, scopes: Sequence[Record]
) -> Any:
    """The value of an entry that is no list of rows; an `ErrorValue` where its formula fails.

    `scopes` are the record, and the row if it stands in one.
    """
    match entry.value:
        case Formula(tree=tree):
            value = load(tree)(world, *scopes)
            return value if isinstance(value, ErrorValue) else of(kind).fit(value, app, field)
        case Stored(text=text):
            return of(kind).from_json(list(text) if isinstance(text, tuple) else text, app, field)
    raise TypeError(f"{entry.at}: no single value")


def record_of(app: AppDef, world: World, table: str, entries: Mapping[str, Entry]) -> dict[str, Any]:
    """The fields of a row of the world."""
    declared = app.tables[table].fields if table in app.tables else ()
    return _row(app, world, declared, entries)


def _row(app: AppDef, world: World, declared: Sequence[FieldDef], entries: Mapping[str, Entry]) -> dict[str, Any]:
    fields = {field.name: field for field in declared}
    found: dict[str, Any] = {}
    for name, entry in entries.items():
        field = fields.get(name)
        if isinstance(entry.value, Lines) and field is not None:
            empty: dict[str, Any] = {inner.name: [] if inner.type == "lines" else None for inner in field.fields}
            rows = enumerate(entry.value.rows, start=1)
            found[name] = [{**empty, **_row(app, world, field.fields, row), "id": str(n)} for n, row in rows]
        else:
            kind = field.type if field is not None else BUILT_IN.get(name, "text")
            found[name] = value_of(app, world, kind, field, entry, ())
    return found
