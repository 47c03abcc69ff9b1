"""integer: a whole number, typed or stepped."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.steps import less, more
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow

HOW = Typing(keyboard=ft.KeyboardType.NUMBER)
IN_TABLE = replace(HOW, align=ft.TextAlign.END)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of an integer cell. In a table there is no room for steppers."""
    follow(cell)
    typed = ft.use_memo(Typed, [])

    def build() -> ft.Control:
        buttons = () if bare else (less(cell, form), more(cell, form))
        return text_field(cell, form, typed, IN_TABLE if bare else HOW, buttons, dense=bare)

    return frame(cell, form, build, bare=bare)
