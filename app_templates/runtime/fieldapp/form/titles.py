"""What people call a record."""

from __future__ import annotations

from typing import Any

from fieldapp.app.definition import AppDef, TableDef
from fieldapp.app.strings import runtime_text
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World

PERSON = "person"
"""The built-in table of the people who use the app; no spec declares it."""


def record_title(table: TableDef, world: World, record: Record) -> str:
    """The table's title formula for this record; "" where it is blank or fails."""
    title = table.title.call(world, record)
    return "" if title is None or isinstance(title, ErrorValue) else str(title)


def title_of(app: AppDef, world: World, table: str | None, key: Any) -> str:
    """The title of a linked record: "" for no link, and a text that says so where the record is gone."""
    if key is None or table is None:
        return ""
    record = world.record(table, str(key))
    if record is None:
        return runtime_text(world.language, "missing_record")
    if table == PERSON:
        return str(record["name"] or key)
    return record_title(app.tables[table], world, record) or str(key)
