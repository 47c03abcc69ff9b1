"""A cell's value as people read it."""

from __future__ import annotations

from fieldapp.form.cell import Cell
from fieldapp.formula.values import ErrorValue


def reading(cell: Cell) -> str:
    """The value in words and in the language's format; "" where it is blank, or failed: then the problem says why."""
    if isinstance(cell.value, ErrorValue):
        return ""
    if cell.kind.given and cell.value is None:
        return cell.context.strings.ui("given_when_saved")
    return cell.text if cell.definition.type == "link" else cell.show(cell.value)
