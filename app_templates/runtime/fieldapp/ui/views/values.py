"""Records and values as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World
from fieldapp.ui.shell.state import AppState

NOTHING = "–"
_NOT_TEXT = frozenset({"lines", "photo", "note", "hidden"})


def title_of(state: AppState, table: TableDef, record: Record, world: World) -> str:
    """What people call a record; the table's name where the title is blank or fails."""
    title = table.title.call(world, record)
    if isinstance(title, ErrorValue) or title in (None, ""):
        return state.strings.of(table.label)
    return str(title)


def shown(state: AppState, field: FieldDef, value: Any, world: World) -> str:
    """A value in words; `NOTHING` where it is blank."""
    if isinstance(value, ErrorValue):
        return state.strings.ui("formula_failed")
    if value is None or value == "" or value == []:
        return NOTHING
    if field.type == "choice":
        return _option(state, field, value)
    if field.type == "choices":
        return ", ".join(_option(state, field, one) for one in value)
    if field.type == "link":
        return _linked(state, field, value, world)
    return fields.of(field.type).show(value, state.language, state.app)


def subtitle_of(
    state: AppState, table: TableDef, record: Mapping[str, Any], world: World, columns: tuple[str, ...]
) -> str:
    """The second line of a row: the view's columns, else the first three short fields that have a value and are not
    in the title already."""
    title = title_of(state, table, record, world)
    wanted = [table.field(name) for name in columns if any(f.name == name for f in table.fields)]
    parts: list[str] = []
    for field in wanted or table.fields:
        if field.type in _NOT_TEXT or field.type == "long_text" or len(parts) == 3:
            continue
        text = shown(state, field, record.get(field.name), world)
        if text != NOTHING and text not in title:
            parts.append(text)
    return " · ".join(parts)


def total_field(fields_: tuple[FieldDef, ...]) -> FieldDef | None:
    """The figure people look at: the last money field that is computed."""
    return next((f for f in reversed(fields_) if f.type == "money" and f.formula is not None), None)


def _option(state: AppState, field: FieldDef, value: str) -> str:
    label = next((option.label for option in field.options if option.value == value), None)
    return state.strings.of(label) if label else str(value)


def _linked(state: AppState, field: FieldDef, key: str, world: World) -> str:
    record = world.record(field.to or "", key)
    table = state.app.tables.get(field.to or "")
    if record is None:
        return state.strings.ui("missing_record")
    return title_of(state, table, record, world) if table else str(record.get("name") or key)
