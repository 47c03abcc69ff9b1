"""choices: any number of some options."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.chips import chips
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a choices cell. The value keeps the order of the declaration, whatever was tapped first."""
    follow(cell)
    options = [(option.value, form.strings.of(option.label)) for option in cell.definition.options]
    chosen: list[str] = list(cell.value or [])

    def tap(value: str) -> None:
        now = set(chosen) ^ {value}
        form.engine.set(cell.path, [name for name, _ in options if name in now] or None)

    return frame(cell, form, lambda: chips(cell, form, options, chosen, tap), bare=bare)
