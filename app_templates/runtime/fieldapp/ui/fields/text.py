"""text: one line of free text."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(capitalization=ft.TextCapitalization.SENTENCES, autocorrect=True)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a text cell."""
    typed = use_typed(cell)
    return frame(cell, form, lambda: text_field(cell, form, typed, HOW, dense=bare), bare=bare)
