"""What people call a record."""

from __future__ import annotations

from typing import Any

from fieldapp.app.definition import AppDef, TableDef
from fieldapp.app.strings import runtime_text
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World, spoken

PERSON = "person"
"""The built-in table of the people who use the app; no spec declares it."""


def record_title(table: TableDef, world: World, record: Record) -> str:
    """The table's title formula for this record; "" where it is blank or fails."""
    title = table.title.call(spoken(world), record)
    return "" if title is None or isinstance(title, ErrorValue) else str(title)


def listed_title(table: TableDef, world: World, stored: str, record: Record) -> str:
    """A title in a list. The stored one serves unless it tells a day or a time, which people read in their language.

    A record of a list has no lines; where the title needs them, the stored one stays.
    """
    if not _tells_moment(table.title.tree):
        return stored
    return record_title(table, world, record) or stored


def _tells_moment(tree: Any) -> bool:
    if not isinstance(tree, list | tuple):
        return False
    return list(tree[:2]) == ["to", "shown"] or any(_tells_moment(part) for part in tree)


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
