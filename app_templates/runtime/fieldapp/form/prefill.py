"""Rows that lines start with: one for each record of a table, or as many blank ones as the lines need at least."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from fieldapp.app.definition import RowsDef
from fieldapp.fields import of
from fieldapp.form import derived
from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record
from fieldapp.unchanging import unchanging

MOST_BLANK = 20
"""More blank rows than a screen holds help nobody; the rest of a large minimum is asked for at the save."""


def follow(lines: LinesCell) -> tuple[list[Row], list[Row]]:
    """Brings the rows up to date with where they come from; answers with the rows that have gone and those that came.

    Rows are made when the lines are new. Later they follow only where other records would make them than before, and
    then rows that the person has touched stay, in their order, before the new ones; a record that such a row is
    already about makes no second one.
    """
    declared = lines.definition.rows
    if declared is None:
        return [], _blank(lines)
    makers = _makers(lines, declared)
    wanted, before = lines.wants_rows, lines.made_of
    lines.wants_rows, lines.made_of = False, tuple(maker.key for maker in makers)
    if not wanted and before in (None, lines.made_of):
        return [], []
    gone = [row for row in lines.rows if row.untouched]
    kept = [row for row in lines.rows if not row.untouched]
    about = _about(lines)
    held = [[row.cells[name].value for name in about] for row in kept]
    came = []
    for values in _starts(lines, makers):
        if [values[name] for name in about] not in held:
            came.append(_row(lines, values))
    lines.rows[:] = [*kept, *came]
    return gone, came


def _records(lines: LinesCell, declared: RowsDef) -> list[Record]:
    """The records that make rows; none where they can't be told, and `failed` keeps the reason."""
    assert declared.records is not None
    found = declared.records.call(lines.context.world, *lines.row.records)
    failed = (found,) if isinstance(found, ErrorValue) else tuple(r for r in found if isinstance(r, ErrorValue))
    lines.failed = failed[0] if failed else None
    return [] if failed else list(found)


@unchanging
class _Maker:
    """A record that makes a row, with what its formulas read: the record, and what was found and named."""

    key: str
    arguments: tuple[Any, ...]


def _makers(lines: LinesCell, declared: RowsDef) -> list[_Maker]:
    """A record for which nothing is found makes no row; where that can't be told, nor do the others."""
    found = []
    for record in _records(lines, declared):
        if not derived.has_reach(declared):
            found.append(_Maker(str(record["id"]), (record,)))
            continue
        known = derived.reach(lines.context, declared, (*lines.row.records, record))
        if isinstance(known, ErrorValue):
            lines.failed = known
            return []
        if known is not None:
            row = known.get(declared.found) if declared.found is not None else None
            found.append(_Maker(f"{record['id']} {row['id'] if row else ''}".strip(), (record, known)))
    return found


def _about(lines: LinesCell) -> list[str]:
    """The fields that say what a row is about: the links that are set, else all that is set."""
    given = [field for field in lines.definition.fields if field.set is not None]
    return [field.name for field in given if field.type == "link"] or [field.name for field in given]


def _starts(lines: LinesCell, makers: list[_Maker]) -> Iterator[dict[str, Any]]:
    """What the row of each record starts with. A `set` that fails is a help that is missing: the field is blank."""
    context, outer = lines.context, lines.row.records
    given = [(field, field.set) for field in lines.definition.fields if field.set is not None]
    for maker in makers:
        values: dict[str, Any] = {}
        for definition, formula in given:
            value = formula.call(context.world, *outer, *maker.arguments)
            kept = None if isinstance(value, ErrorValue) else of(definition.type).fit(value, context.app, definition)
            values[definition.name] = kept
        yield values


def _blank(lines: LinesCell) -> list[Row]:
    """The fewest rows that the lines may have, when they are new."""
    wanted, lines.wants_rows = lines.wants_rows, False
    if not wanted or lines.definition.min is None:
        return []
    least = lines.definition.min.call(lines.context.world, *lines.row.records)
    count = min(int(least), MOST_BLANK) if isinstance(least, int | Decimal) and not isinstance(least, bool) else 0
    came = [_row(lines, {}) for _ in range(count)]
    lines.rows += came
    return came


def _row(lines: LinesCell, values: dict[str, Any]) -> Row:
    row = Row(lines.context, secrets.token_hex(8), lines.definition.fields, lines, {})
    row.fill(values)
    row.untouched = True
    return row
