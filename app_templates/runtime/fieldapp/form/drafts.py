"""An unfinished form as JSON, and back: after a kill the person finds what they typed, readable or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.fields import BUILT_IN, of
from fieldapp.form import bring, instead
from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue

if TYPE_CHECKING:
    from fieldapp.form.engine import Engine


def draft(engine: Engine) -> dict[str, Any]:
    """Everything of the form that isn't worked out anew when it opens."""
    record = engine.record.record
    return {
        "table": engine.table.name,
        "record": {name: of(kind).to_json(record.get(name), engine.app) for name, kind in BUILT_IN.items()},
        "values": _row(engine.record, engine.app),
        "unread": {path: cell.typed for path, cell in engine.cells.items() if cell.unread is not None},
        "touched": [path for path, cell in engine.cells.items() if cell.touched],
        "brought": bring.marked(engine.record),
        "came": [row.path for row in engine.record.all_rows() if row.untouched],
        "reasons": {
            **{state.definition.name: state.reason for state in engine.checks if state.reason},
            **instead.written(engine.record),
        },
        "dirty": engine.dirty,
    }


def extra(app: AppDef, draft: Mapping[str, Any]) -> dict[str, Any]:
    """The built-in fields of the record that the draft is of; none of a record that isn't stored yet."""
    read = {name: of(kind).from_json(draft["record"].get(name), app) for name, kind in BUILT_IN.items()}
    return {name: value for name, value in read.items() if value is not None}


def values(app: AppDef, fields: tuple[FieldDef, ...], data: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """The typed values of the draft, and by path the text of those that no longer fit the type of their field."""
    unread: dict[str, str] = {}
    return _typed(app, fields, data, "", unread), unread


def _row(row: Row, app: AppDef) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, cell in row.cells.items():
        if isinstance(cell, LinesCell):
            found[name] = [{"id": inner.id, **_row(inner, app)} for inner in cell.rows]
        elif cell.kind.holds_value:
            value = None if isinstance(cell.value, ErrorValue) else cell.value
            found[name] = cell.kind.to_json(value, app, cell.definition)
    return found


def _typed(app: AppDef, fields: tuple[FieldDef, ...], data: Any, path: str, unread: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for definition in fields:
        if definition.name not in data:
            continue  # the field is newer than the draft: it starts with its default
        name, stored = definition.name, data[definition.name]
        if definition.type == "lines":
            rows = stored if isinstance(stored, list) else []
            found[name] = [
                {"id": row["id"], **_typed(app, definition.fields, row, f"{path}{name}/{row['id']}/", unread)}
                for row in rows
                if isinstance(row, dict) and "id" in row
            ]
            continue
        try:
            found[name] = of(definition.type).from_json(stored, app, definition)
        except ValueError:  # the field has another type since; its text is the person's to mend
            unread[f"{path}{name}"] = str(stored)
    return found
