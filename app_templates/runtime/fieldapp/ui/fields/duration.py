"""duration: how long, typed as `1:30`, `90` or `1 h 30 min`."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(keyboard=ft.KeyboardType.DATETIME)
"""The keyboard with digits and a colon."""


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a duration cell; what was typed is written out when one goes on."""
    typed = use_typed(cell)
    return frame(cell, form, lambda: text_field(cell, form, typed, HOW, dense=bare), bare=bare)
