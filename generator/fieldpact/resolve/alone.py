"""By which keys at most one row of a table may count at a time, told from what is looked up in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from fieldpact.model.table import Table


def with_alone(tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables with the keys by which at most one row may count at a time: those that lookups find a row by, and
    what is unique beside the days."""
    found: dict[str, dict[tuple[str, ...], None]] = {name: {} for name in tables}
    for table in tables.values():
        for looked_in, keys in _looked_up(table):
            if looked_in in found:
                found[looked_in][tuple(dict.fromkeys(keys))] = None
        beside = tuple(name for name in table.unique if name not in table.valid)
        if table.valid and beside:
            found[table.name][beside] = None
    return {
        name: dataclasses.replace(table, alone=_widest(found[name])) if found[name] else table
        for name, table in tables.items()
    }


def _looked_up(table: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each table that this one looks rows up in, with the fields that say which."""
    for field in table.all_fields():
        if field.lookup is not None:
            step = (field.lookup.step,) if field.lookup.step else ()
            yield field.lookup.table, (*(key.name for key in field.lookup.keys), *step)
        if field.rows is not None and field.rows.looked_in is not None:
            yield field.rows.looked_in, field.rows.looked_by


def _widest(keys: Mapping[tuple[str, ...], None]) -> tuple[tuple[str, ...], ...]:
    """Keys that say the same in another order count once."""
    return tuple({frozenset(key): key for key in keys}.values())
