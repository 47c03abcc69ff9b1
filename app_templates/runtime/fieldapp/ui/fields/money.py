"""money: an amount in the app's currency, whose name stands behind it."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

IN_TABLE = Typing(keyboard=ft.KeyboardType.NUMBER, align=ft.TextAlign.END)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a money cell."""
    typed = use_typed(cell)
    how = IN_TABLE if bare else Typing(keyboard=ft.KeyboardType.NUMBER, suffix=form.app.currency)
    return frame(cell, form, lambda: text_field(cell, form, typed, how, dense=bare), bare=bare)
