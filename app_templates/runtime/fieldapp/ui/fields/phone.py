"""phone: a number, and a way to call it."""

from __future__ import annotations

import re

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.open import opener
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(keyboard=ft.KeyboardType.PHONE)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a phone cell."""
    typed = use_typed(cell)
    action = opener(cell, form, ft.Icons.CALL_OUTLINED, "call", lambda text: "tel:" + re.sub(r"[^0-9+*#]", "", text))

    return frame(cell, form, lambda: text_field(cell, form, typed, HOW, action, dense=bare), bare=bare, beside=action)
