"""A table as the form of somebody shows it who may edit only some of its fields."""

from __future__ import annotations

import dataclasses
from typing import Final
from weakref import WeakKeyDictionary

from fieldapp.app.definition import FieldDef, Formula, TableDef

_ALWAYS: Final = Formula("access.read_only", lambda world, *records: True, (), "Boolean", ["bool", True])
_made: WeakKeyDictionary[TableDef, dict[frozenset[str], TableDef]] = WeakKeyDictionary()


def editable_only(table: TableDef, fields: frozenset[str]) -> TableDef:
    """The same table with all other fields read-only; made once, since a table's graph belongs to its definition."""
    known = _made.setdefault(table, {})
    if fields not in known:
        known[fields] = dataclasses.replace(table, fields=tuple(_field(field, fields) for field in table.fields))
    return known[fields]


def _field(field: FieldDef, editable: frozenset[str]) -> FieldDef:
    return field if field.name in editable else dataclasses.replace(field, read_only=_ALWAYS)
