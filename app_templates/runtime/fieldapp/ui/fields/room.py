"""Whether an input takes room on a form: one that has nothing to show leaves no name and no gap behind."""

from __future__ import annotations

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.lines_row import opened


def takes_room(cell: Cell) -> bool:
    """False for what is hidden, for totals of nothing, for a number that is still to be given, and for lines without a
    row where nobody can add one."""
    if not cell.visible:
        return False
    totals = cell.definition.totals
    if totals is not None:
        groups = () if isinstance(cell.value, ErrorValue) else cell.value
        return totals.show != "print" and bool(groups or cell.problem)
    if isinstance(cell, LinesCell):
        return bool(cell.rows or opened(cell) or cell.problem or cell.definition.hint)
    return cell.definition.type != "auto_number" or bool(cell.value or cell.problem)
