"""Which failures only follow from another: a missing price makes the amount, the tax and the total fail with it.

Such a follower still says that it can't be worked out, but it is nothing of its own that a person could put right.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.app.definition import Formula
from fieldapp.form.cell import Cell
from fieldapp.form.graph import dependencies
from fieldapp.form.row import Row
from fieldapp.formula.values import ErrorValue


class Causes:
    """Asked of the cells of one form as it stands; what is found out is kept for the next question."""

    def __init__(self) -> None:
        self._named: dict[Cell, bool] = {}

    def follows(self, cell: Cell) -> bool:
        """Whether all that went wrong in a cell went wrong in cells that it reads, and a person is told of those."""
        definition = cell.definition
        asked = ((cell.value, definition.formula), (cell.minimum, definition.min), (cell.maximum, definition.max))
        failed = [(value, formula) for value, formula in asked if isinstance(value, ErrorValue)]
        return bool(failed) and all(formula is not None and self.told(v, formula, cell.row) for v, formula in failed)

    def told(self, failed: ErrorValue, formula: Formula, row: Row) -> bool:
        """Whether a person is told of each of these errors where a cell that the formula reads failed."""
        known = [
            error
            for cell in _read(formula, row)
            if isinstance(cell.value, ErrorValue) and self._is_named(cell)
            for error in cell.value.all
        ]
        return bool(known) and all(error in known for error in failed.all)

    def _is_named(self, cell: Cell) -> bool:
        """Whether a failed cell, or what it follows from, is named as what stands in the way."""
        if cell not in self._named:
            self._named[cell] = False  # nothing is named by itself
            self._named[cell] = (cell.shown and cell.definition.type != "hidden") or self.follows(cell)
        return self._named[cell]


def _read(formula: Formula, row: Row) -> Iterator[Cell]:
    """The cells of visible fields that a formula in this row reads; of rows, those that count."""
    for read in dependencies(formula):
        for each in row.chain[read.shared].below(read.scope[read.shared :]):
            cell = each.cells.get(read.name)
            if cell is not None and cell.visible and each.saved:
                yield cell
