"""What lines are filled in with: the row that is copied, what is cleared, and how it was last time."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record


def copied(row: Row) -> dict[str, Any]:
    """The values of a row that a copy of it starts with: all but those that are worked out. Inner rows get new ids."""
    found: dict[str, Any] = {}
    for name, cell in row.cells.items():
        if isinstance(cell, LinesCell):
            if not cell.follows_rows:
                found[name] = [{**copied(inner), "id": secrets.token_hex(8)} for inner in cell.rows]
        elif cell.definition.formula is None and cell.definition.type != "note":
            found[name] = cell.value
    return found


def emptied(lines: LinesCell) -> tuple[tuple[Row, ...], dict[Cell, Any]]:
    """Of lines that make their own rows: the rows that a person has added, and the cells that go back to blank."""
    about = {field.name for field in lines.definition.fields if field.set is not None}
    gone: list[Row] = []
    blank: dict[Cell, Any] = {}
    for row in lines.rows:
        if all(row.cells[name].value is None for name in about):
            gone.append(row)
            continue
        for name, cell in row.cells.items():
            entered = cell.value is not None or cell.unread is not None
            if entered and name not in about and not cell.read_only and not isinstance(cell, LinesCell):
                blank[cell] = None
    return tuple(gone), blank


def from_last(lines: LinesCell) -> tuple[dict[Cell, Any], list[dict[str, Any]]]:
    """The cells that last time's rows fill in, and the values of rows that there are none of yet."""
    declared = lines.definition.fill_from
    if declared is None:
        return {}, []
    written: dict[Cell, Any] = {}
    new: list[dict[str, Any]] = []
    for was in _rows_of_last(lines):
        key = was.get(declared.match)
        taken = {name: was.get(name) for name in declared.take if was.get(name) is not None}
        if key is None or not taken:
            continue
        row = next((each for each in lines.rows if each.cells[declared.match].value == key), None)
        if row is None and lines.definition.rows is None:
            new.append({declared.match: key, **taken})
        elif row is not None:
            free = {name: row.cells[name] for name in taken if _is_free(row.cells[name])}
            written.update({cell: taken[name] for name, cell in free.items()})
    return written, new


def _is_free(cell: Cell) -> bool:
    return cell.value is None and cell.unread is None and not cell.read_only


def _rows_of_last(lines: LinesCell) -> list[Mapping[str, Any]]:
    """The rows of the newest record that fits and isn't this one; none where that can't be told."""
    declared = lines.definition.fill_from
    assert declared is not None
    found = declared.records.call(lines.context.world, *lines.row.records)
    if isinstance(found, ErrorValue):
        return []
    own = lines.row.records[0].get("id")
    last: Record | None = next((each for each in found if each["id"] != own), None)
    return list(last[lines.definition.name] or ()) if last is not None else []
