"""auto_number: the number of a record, from its first save on."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import fixed, frame
from fieldapp.ui.fields.room import takes_room
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The number, which nobody enters; nothing until the record is saved and has one."""
    follow(cell)
    if not takes_room(cell):
        return ft.Semantics(visible=False)
    return frame(cell, form, lambda: fixed(cell, form, bare=bare), bare=bare)
