"""One less, one more: the stepper buttons of whole numbers."""

from __future__ import annotations

from decimal import Decimal

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import icon_button, label_of
from fieldapp.ui.form_ui import FormUi


def less(cell: Cell, form: FormUi) -> ft.IconButton:
    """The − button; asleep at the smallest value."""
    lowest = _number(cell.minimum)
    asleep = lowest is not None and _now(cell) <= lowest
    name = f"{label_of(cell, form)}: {form.strings.ui('decrease')}"
    return icon_button(ft.Icons.REMOVE, name, lambda: step(cell, form, -1), disabled=asleep)


def more(cell: Cell, form: FormUi) -> ft.IconButton:
    """The + button; asleep at the largest value."""
    highest = _number(cell.maximum)
    asleep = highest is not None and _now(cell) >= highest
    name = f"{label_of(cell, form)}: {form.strings.ui('increase')}"
    return icon_button(ft.Icons.ADD, name, lambda: step(cell, form, 1), disabled=asleep)


def step(cell: Cell, form: FormUi, by: int) -> None:
    """Set the value one lower or higher, inside of min and max; blank counts as 0."""
    value = _now(cell) + by
    lowest, highest = _number(cell.minimum), _number(cell.maximum)
    if lowest is not None:
        value = max(value, lowest)
    if highest is not None:
        value = min(value, highest)
    form.engine.set(cell.path, value)


def _now(cell: Cell) -> Decimal:
    return _number(cell.value) or Decimal(0)


def _number(value: object) -> Decimal | None:
    """The value as a decimal; None for blank and for what a failed formula left."""
    return Decimal(value) if isinstance(value, int | Decimal) else None
