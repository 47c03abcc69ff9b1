"""Records and values as people read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.listing import Entry
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World, spoken
from fieldapp.ui.figure import total_field
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.views.states import state_label

NOTHING = "–"


def title_of(state: AppState, table: TableDef, record: Record, world: World) -> str:
    """What people call a record; the table's name where the title is blank or fails."""
    title = table.title.call(spoken(world), record)
    if isinstance(title, ErrorValue) or title in (None, ""):
        return state.strings.of(table.label)
    return str(title)


def shown(state: AppState, field: FieldDef, value: Any, world: World) -> str:
    """A value in words; `NOTHING` where it is blank."""
    if isinstance(value, ErrorValue):
        return state.strings.ui("formula_failed", reason=value.message or state.strings.ui("no_reason_known"))
    if value is None or value == "" or value == []:
        return NOTHING
    if field.type == "link":
        return _linked(state, field, value, world)
    locale = fields.locale_of(state.app.locales, state.language, world.zone)
    return fields.of(field.type).show(value, locale, state.app, field) or NOTHING


def subtitle_of(state: AppState, table: TableDef, entry: Entry, world: World, columns: Sequence[str] = ()) -> str:
    """The second line of a list's row: the view's columns, else the first two short values that the title lacks."""
    wanted = [field for field in table.fields if field.name in columns] if columns else list(table.fields)
    total = total_field(table.fields)
    shows_state = table.workflow is not None and (not columns or "state" in columns)
    parts: list[str] = [state_label(state, table, entry.values.get("state"))] if shows_state else []
    for field in wanted:
        if not fields.of(field.type).brief or field is total or len(parts) == 2:
            continue
        value = entry.values.get(field.name)
        text = shown(state, field, value, world)
        told = isinstance(value, dt.date) and value.isoformat() in entry.title
        if text != NOTHING and text not in entry.title and not told:
            parts.append(text)
    return " · ".join(parts)


def _linked(state: AppState, field: FieldDef, key: str, world: World) -> str:
    record = world.record(field.to or "", key)
    table = state.app.tables.get(field.to or "")
    if record is None:
        return state.strings.ui("missing_record")
    return title_of(state, table, record, world) if table else str(record.get("name") or key)
