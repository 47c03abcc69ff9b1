"""One less, one more: the stepper buttons of numbers."""

from __future__ import annotations

from decimal import Decimal

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import icon_button, label_of
from fieldapp.ui.form_ui import FormUi


def less(cell: Cell, form: FormUi) -> ft.IconButton:
    """The − button; asleep at the smallest value, and then its name says which that is."""
    lowest = stopped(cell, -1)
    why = "" if lowest is None else form.strings.ui("minimum", bound=cell.show(lowest))
    return _button(ft.Icons.REMOVE, cell, form, form.strings.ui("decrease"), -1, why)


def more(cell: Cell, form: FormUi) -> ft.IconButton:
    """The + button; asleep at the largest value, and then its name says which that is."""
    highest = stopped(cell, 1)
    why = "" if highest is None else form.strings.ui("maximum", bound=cell.show(highest))
    return _button(ft.Icons.ADD, cell, form, form.strings.ui("increase"), 1, why)


def stopped(cell: Cell, by: int) -> Decimal | None:
    """The smallest or the largest value, where the cell is there and can't go on this way."""
    bound = _number(cell.minimum if by < 0 else cell.maximum)
    return None if bound is None or (bound - _now(cell)) * by > 0 else bound


def step(cell: Cell, form: FormUi, by: int) -> None:
    """Set the value one lower or higher, inside of min and max; blank counts as 0."""
    value = _now(cell) + by
    lowest, highest = _number(cell.minimum), _number(cell.maximum)
    if lowest is not None:
        value = max(value, lowest)
    if highest is not None:
        value = min(value, highest)
    if cell.path in form.engine.cells:  # its row may have been removed while the tap was under way
        form.engine.set(cell.path, value)


def _button(icon: ft.IconData, cell: Cell, form: FormUi, does: str, by: int, why: str) -> ft.IconButton:
    name = f"{label_of(cell, form)}: {does}"
    said = f"{name}. {why}" if why else name
    return icon_button(icon, said, lambda: step(cell, form, by), disabled=bool(why))


def _now(cell: Cell) -> Decimal:
    return _number(cell.value) or Decimal(0)


def _number(value: object) -> Decimal | None:
    """The value as a decimal; None for blank and for what a failed formula left."""
    return Decimal(value) if isinstance(value, int | Decimal) else None
