"""What a picked record brings along into the fields beside its link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldapp.form.cell import Cell
from fieldapp.form.recalculation import Recalculation
from fieldapp.form.row import Row
from fieldapp.form.same import same
from fieldapp.formula.values import ErrorValue


def carry(change: Recalculation, link: Cell) -> None:
    """Fill in what the record brings that the link points at since this change; what an earlier one brought goes.

    What a person has entered stays, and so does what is read-only. A field that is filled in may be a link itself,
    and brings its own along.
    """
    waiting, met = [link], {link}
    while waiting:
        picked = waiting.pop()
        if not picked.definition.bring:
            continue
        change.run()  # what is brought may be worked out from what follows from the pick
        for cell, value in _brought(picked):
            if cell in met or not _is_free(cell):
                continue
            met.add(cell)
            cell.brought = value
            if not same(cell.value, value):
                cell.value, cell.typed = value, None
                change.mark_cell(cell)
                waiting.append(cell)


def recognise(row: Row) -> None:
    """Of a stored record, or of a copied row: what its links would bring now, and stands there, was brought by them."""
    for link in row.all_cells():
        if link.definition.bring and link.value is not None:
            for cell, value in _brought(link):
                cell.brought = value if same(cell.value, value) else None


def marked(record: Row) -> list[str]:
    """Paths of the cells that hold what a pick has brought, for a draft."""
    return [cell.path for cell in record.all_cells() if cell.brought is not None and same(cell.brought, cell.value)]


def remember(record: Row, paths: frozenset[str]) -> None:
    """The cells as a draft left them."""
    for cell in record.all_cells():
        cell.brought = cell.value if cell.path in paths else None


def _brought(link: Cell) -> Iterator[tuple[Cell, Any]]:
    """The cells that the link fills in, each with what it gets: blank where nothing is picked, or a formula fails."""
    context, to, row = link.context, link.definition.to, link.row
    key = link.effective
    candidate = context.world.record(to, key) if to is not None and isinstance(key, str) else None
    for let in link.definition.bring:
        cell = row.cells[let.name]
        value = let.formula.call(context.world, *row.records, candidate) if candidate is not None else None
        if isinstance(value, ErrorValue):
            value = None
        yield cell, cell.kind.fit(value, context.app, cell.definition)


def _is_free(cell: Cell) -> bool:
    """Whether nobody has entered anything: it is blank, or holds what a pick has brought."""
    if cell.read_only or cell.unread is not None:
        return False
    return cell.value is None or (cell.brought is not None and same(cell.brought, cell.value))
