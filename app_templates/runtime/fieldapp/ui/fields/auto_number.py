"""auto_number: the number of a record, or that it comes when the record is saved."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import fixed, frame
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """What an auto_number cell says: nobody enters it."""
    follow(cell)
    return frame(cell, form, lambda: fixed(cell, form, bare=bare), bare=bare)
