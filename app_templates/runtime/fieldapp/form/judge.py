"""What stands in the way of saving one cell, in the language of the person."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from fieldapp.form import offer, seals
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.fault import Fault
from fieldapp.formula.values import ErrorValue

_DAYS = ("date", "time", "datetime")


def fault(cell: Cell) -> Fault | None:
    """The first of: unreadable, failed, missing, not allowed, out of bounds.

    None where nothing is wrong or nobody sees the cell. In a row that isn't saved only unreadable text counts, which
    would be lost.
    """
    if not cell.visible:
        return None
    ui = cell.context.strings.ui
    if cell.unread is not None:
        return Fault("unreadable", ui(cell.unread.key, **cell.unread.values))
    if not cell.row.saved:
        return None
    if isinstance(cell.value, ErrorValue):
        return Fault("failed", ui("formula_failed", reason=cell.value.message or ui("no_reason_known")))
    bounded = cell.minimum is not None or cell.maximum is not None
    for bound in (cell.minimum, cell.maximum) if bounded else ():
        if isinstance(bound, ErrorValue):
            return Fault("failed", ui("bound_failed", reason=bound.message or ui("no_reason_known")))
    if isinstance(cell, LinesCell):
        if cell.disallowed is not None:
            return Fault("not_allowed", cell.disallowed)
        count = len(cell.effective)
        if cell.required and not count:
            return Fault("required", ui("required_rows"))
        return _count_fault(cell, count) if bounded else None
    if cell.value is None:
        lookup = cell.definition.lookup
        if lookup is not None and lookup.stops:
            return Fault("failed", ui("lookup_waits"))
        return Fault("required", ui("required")) if cell.required and not cell.instead else None
    if cell.disallowed is not None:
        return Fault("not_allowed", cell.disallowed)
    definition = cell.definition
    if bounded:
        counted = cell.kind.counted is not None
        if found := _count_fault(cell, len(cell.value)) if counted else _bound_fault(cell):
            return found
    if definition.options and offer.unknown(cell):
        return Fault("not_an_option", ui("not_an_option"))
    doubt = cell.kind.doubt(cell.value, cell.context.locale, definition, cell.minimum, cell.maximum)
    if doubt is not None:
        return Fault(doubt.kind, ui(doubt.key, **doubt.values))
    if definition.max_length is not None and isinstance(cell.value, str) and len(cell.value) > definition.max_length:
        return Fault("max_length", ui("max_length", n=definition.max_length, length=len(cell.value)))
    return None


def disallowed(cell: Cell) -> str | None:
    """Why a `where` refuses the record or the option picked earlier, or why lines can't tell which rows to start with.

    A record that is gone can't be asked, and stays.
    """
    definition = cell.definition
    if isinstance(cell, LinesCell):
        return _where_failed(cell, cell.failed) if cell.failed is not None and cell.visible else None
    if definition.sign is not None:
        return seals.broken(cell)
    if definition.options:
        return offer.disallowed(cell)
    if definition.where is None or definition.to is None or cell.value is None or not cell.visible:
        return None
    world = cell.context.world
    candidate = world.record(definition.to, str(cell.value))
    found = True if candidate is None else definition.where.call(world, *cell.row.records, candidate)
    if found is True:
        return None
    if isinstance(found, ErrorValue):
        return _where_failed(cell, found)
    return cell.context.strings.ui("link_disallowed", title=cell.text)


def _where_failed(cell: Cell, failed: ErrorValue) -> str:
    ui = cell.context.strings.ui
    return ui("where_failed", reason=failed.message or ui("no_reason_known"))


def _count_fault(cell: Cell, count: int) -> Fault | None:
    what = cell.kind.counted
    if cell.minimum is not None and count < cell.minimum and not cell.instead:
        return Fault("min", cell.context.strings.ui(f"min_{what}", n=int(cell.minimum)))
    if cell.maximum is not None and count > cell.maximum:
        return Fault("max", cell.context.strings.ui(f"max_{what}", n=int(cell.maximum)))
    return None


def _bound_fault(cell: Cell) -> Fault | None:
    ui, days = cell.context.strings.ui, cell.definition.type in _DAYS
    if cell.minimum is not None and _exact(cell.value) < _exact(cell.minimum):
        return Fault("min", ui("earliest" if days else "minimum", bound=cell.show(cell.minimum)))
    if cell.maximum is not None and _exact(cell.value) > _exact(cell.maximum):
        return Fault("max", ui("latest" if days else "maximum", bound=cell.show(cell.maximum)))
    return None


def _exact(value: Any) -> Any:
    """Floats as the decimals they are written as: 0.1 is not above a bound of 0.1."""
    return Decimal(repr(value)) if isinstance(value, float) else value
