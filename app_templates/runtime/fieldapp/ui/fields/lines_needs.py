"""What has to be filled in before rows can come: the outlet, before last time's order at it can be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fieldapp.app.definition import Formula
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.graph import dependencies
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.frame import label_of
from fieldapp.ui.fields.lines_row import lead
from fieldapp.ui.form_ui import FormUi


def needed(lines: LinesCell) -> list[Cell]:
    """The cells outside of the lines that say which rows there may be."""
    return list(
        dict.fromkeys(cell for formula in (_filling(lines), *_adding(lines)) for cell in _beside(lines, formula))
    )


def fill_waits(lines: LinesCell, form: FormUi) -> str | None:
    """Why nothing can be filled in as last time; None where it can, or where it is unknown what is missing."""
    formula = _filling(lines)
    return _missing(lines, form, formula) if formula is not None and _gives_nothing(lines, formula) else None


def add_waits(lines: LinesCell, form: FormUi) -> str | None:
    """Why no row can be added yet: it depends on a blank field what it may be about, and so far there is nothing."""
    rows, link = lines.definition.rows, lead(lines)
    if rows is not None and rows.records is not None and (why := _missing(lines, form, rows.records)):
        return why if _gives_nothing(lines, rows.records) else None
    if link is None or link.where is None or (why := _missing(lines, form, link.where)) is None:
        return None
    blank: dict[str, Any] = {one.name: [] if one.type == "lines" else None for one in lines.definition.fields}
    records, world = (*lines.row.records, blank), lines.context.world
    found = form.repository.list(link.to or "", limit=1, world=world, where=link.where, records=records, counted=False)
    return None if found.rows else why


def _filling(lines: LinesCell) -> Formula | None:
    return lines.definition.fill_from.records if lines.definition.fill_from is not None else None


def _adding(lines: LinesCell) -> Sequence[Formula | None]:
    rows, link = lines.definition.rows, lead(lines)
    return rows.records if rows is not None else None, link.where if link is not None else None


def _gives_nothing(lines: LinesCell, formula: Formula) -> bool:
    found = formula.call(lines.context.world, *lines.row.records)
    return isinstance(found, ErrorValue) or not found


def _missing(lines: LinesCell, form: FormUi, formula: Formula) -> str | None:
    """The visible fields that the formula reads and nobody has filled in."""
    blank = [cell for cell in _beside(lines, formula) if cell.visible and cell.value is None]
    names = ", ".join(label_of(cell, form) for cell in blank if cell.definition.type != "hidden")
    return form.strings.ui("fill_first", fields=names) if names else None


def _beside(lines: LinesCell, formula: Formula | None) -> Iterator[Cell]:
    """Of what a formula reads, what stands in the record or in a row around the lines."""
    chain = lines.row.chain
    for read in dependencies(formula) if formula is not None else ():
        if len(read.scope) == read.shared < len(chain) and read.name in chain[read.shared].cells:
            cell = chain[read.shared].cells[read.name]
            if cell is not lines:
                yield cell
