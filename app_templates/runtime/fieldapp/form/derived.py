"""Rows made of rows: each row of the lines beside them makes at most one, which follows it at every change.

What a row makes is worked out where it stands and kept beside it, so that a keystroke in one of 300 rows works out one.
A made row has the id of the row that makes it, so that it is the same row for the person and the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.app.definition import RowsDef
from fieldapp.fields import of
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.context import Context
from fieldapp.form.row import Row
from fieldapp.form.same import same
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record

Made = dict[str, Any] | ErrorValue | None
"""What the fields of a made row are; None for no row, an error where that can't be told."""


def reach(context: Context, declared: RowsDef, records: tuple[Record, ...]) -> dict[str, Any] | ErrorValue | None:
    """What the formulas of a `rows:` block read beside the candidate, the last of `records`: the found row, and the
    named values. None where nothing is found, so that the candidate makes no row."""
    known: dict[str, Any] = {}
    if declared.lookup is not None and declared.found is not None:
        row = declared.lookup.call(context.world, *records)
        if row is None or isinstance(row, ErrorValue):
            return row
        known[declared.found] = row
    for each in declared.let:
        known[each.name] = each.formula.call(context.world, *records, known)
    return known


def has_reach(declared: RowsDef) -> bool:
    """Whether the formulas of the block read more than the candidate."""
    return declared.lookup is not None or bool(declared.let)


def work_out(lines: LinesCell, source: Row) -> bool:
    """Works out what a row makes of itself in these lines; whether that is something else than before."""
    made = _made(lines, source)
    before = lines.made.get(source)
    if source in lines.made and _alike(before, made):
        return False
    lines.made[source] = made
    lines.remade.append(source)
    return True


def _made(lines: LinesCell, source: Row) -> Made:
    declared, context = lines.definition.rows, lines.context
    assert declared is not None
    arguments: tuple[Any, ...] = source.records
    if has_reach(declared):
        known = reach(context, declared, source.records)
        if known is None or isinstance(known, ErrorValue):
            return known
        arguments = (*arguments, known)
    if declared.where is not None:
        fits = declared.where.call(context.world, *arguments)
        if isinstance(fits, ErrorValue):
            return fits
        if fits is not True:
            return None
    values = {}
    for field in lines.definition.fields:
        if field.set is not None:
            value = field.set.call(context.world, *arguments)
            failed = isinstance(value, ErrorValue)
            values[field.name] = value if failed else of(field.type).fit(value, context.app, field)
    return values


def _alike(one: Made, other: Made) -> bool:
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(same(value, other[name]) for name, value in one.items())
    return one == other


def follow(lines: LinesCell) -> tuple[list[Row], list[Row], list[Cell]]:
    """Brings the rows up to date with the rows that make them: those that have gone, those that came, changed cells.

    Rows of stored records and of drafts stay as they are until what makes them changes.
    """
    source = _source(lines)
    makers = [row for row in source.rows if row.counts] if source.visible else []
    remade, lines.remade = lines.remade, []
    same_makers, lines.makers = makers == lines.makers, makers
    if same_makers and not lines.wants_rows and (quick := _only_values(lines, remade)) is not None:
        return [], [], quick
    lines.made = {row: lines.made[row] for row in source.rows if row in lines.made}
    all_made = {row.id: lines.made.get(row) for row in makers}
    failed = [made for made in all_made.values() if isinstance(made, ErrorValue)]
    lines.failed = failed[0] if failed else None
    wanted = {id: made for id, made in all_made.items() if isinstance(made, dict)}
    before, anew = lines.following, lines.wants_rows
    lines.following, lines.wants_rows = wanted, False
    if before is None and not anew:
        return [], [], []
    before = before or {}
    there = {row.id: row for row in lines.rows}
    gone = [row for row in lines.rows if row.id not in wanted and (anew or row.id in before)]
    came: list[Row] = []
    changed: list[Cell] = []
    rows: list[Row] = []
    for id, values in wanted.items():
        row = there.get(id)
        if row is not None and (anew or before.get(id) is not values):
            changed += _written(row, values)
        elif row is None and before.get(id) is not values:
            row = Row(lines.context, id, lines.definition.fields, lines, {})
            row.fill(dict.fromkeys(values))
            _written(row, values)
            row.untouched = True
            came.append(row)
        if row is not None:
            rows.append(row)
    kept = [row for row in lines.rows if row.id not in wanted and row not in gone]
    lines.rows[:] = [*rows, *kept]
    return gone, came, changed


def _only_values(lines: LinesCell, remade: list[Row]) -> list[Cell] | None:
    """The changed cells where the same rows make the same rows, with other values at most; None where they don't."""
    following, there = lines.following, None
    if following is None or lines.failed is not None:
        return None
    changed: list[Cell] = []
    for source in remade:
        before, made = following.get(source.id), lines.made.get(source)
        if before is None and made is None:
            continue
        if not isinstance(before, dict) or not isinstance(made, dict):
            return None
        there = there or {row.id: row for row in lines.rows}
        following[source.id] = made
        if source.id in there:
            changed += _written(there[source.id], made)
    return changed


def _source(lines: LinesCell) -> LinesCell:
    declared = lines.definition.rows
    source = lines.row.cells[declared.source or ""] if declared is not None else None
    assert isinstance(source, LinesCell)
    return source


def _written(row: Row, values: dict[str, Any]) -> list[Cell]:
    changed = []
    for name, value in values.items():
        cell = row.cells[name]
        if not same(cell.value, value):
            cell.value, cell.typed, cell.unread = value, None, None
            changed.append(cell)
    return changed
