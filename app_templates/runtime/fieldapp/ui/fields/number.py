"""number: a decimal number."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(keyboard=ft.KeyboardType.NUMBER)
IN_TABLE = replace(HOW, align=ft.TextAlign.END)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a number cell."""
    typed = use_typed(cell)
    return frame(cell, form, lambda: text_field(cell, form, typed, IN_TABLE if bare else HOW, dense=bare), bare=bare)
