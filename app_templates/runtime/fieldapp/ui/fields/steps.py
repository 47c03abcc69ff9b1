"""One less, one more: the stepper buttons of numbers."""

from __future__ import annotations

from decimal import Decimal

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import icon_button, label_of
from fieldapp.ui.form_ui import FormUi


def less(cell: Cell, form: FormUi) -> ft.IconButton:
    """The − button; asleep at the smallest value, and then its name says which that is."""
    return _button(ft.Icons.REMOVE, cell, form, -1)


def more(cell: Cell, form: FormUi) -> ft.IconButton:
    """The + button; asleep at the largest value, and then its name says which that is."""
    return _button(ft.Icons.ADD, cell, form, 1)


def step_name(cell: Cell, form: FormUi, by: int) -> tuple[str, bool]:
    """What a screen reader calls the button, and whether it is asleep."""
    words, bound = form.strings.ui, stopped(cell, by)
    name = f"{label_of(cell, form)}: {words('decrease' if by < 0 else 'increase')}"
    if bound is None:
        return name, False
    return f"{name}. {words('minimum' if by < 0 else 'maximum', bound=cell.show(bound))}", True


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


def _button(icon: ft.IconData, cell: Cell, form: FormUi, by: int) -> ft.IconButton:
    said, asleep = step_name(cell, form, by)
    return icon_button(icon, said, lambda: step(cell, form, by), disabled=asleep)


def _now(cell: Cell) -> Decimal:
    return _number(cell.value) or Decimal(0)


def _number(value: object) -> Decimal | None:
    """The value as a decimal; None for blank and for what a failed formula left."""
    return Decimal(value) if isinstance(value, int | Decimal) else None
