"""choices: any number of some options."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.form.offer import offered, refusal
from fieldapp.ui.fields.chips import chips
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.option_sheet import is_long, nothing_offered, picker
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a choices cell. The value keeps the order of the declaration, whatever was tapped first."""
    follow(cell)
    chosen: list[str] = list(cell.value or [])

    def tap(value: str) -> None:
        form.engine.set(cell.path, [name for name in (*chosen, value) if name != value or value not in chosen] or None)

    def build() -> ft.Control:
        if is_long(cell):
            return picker(cell, form, bare=bare)
        options = offered(cell)
        fitting = {value for value, _ in options}
        shown = [*options, *((value, cell.show([value])) for value in chosen if value not in fitting)]
        return chips(cell, form, shown, chosen, tap) if shown else nothing_offered(form, refusal(cell))

    return frame(cell, form, build, bare=bare)
