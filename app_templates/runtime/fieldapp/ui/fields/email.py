"""email: an address, and a way to write to it."""

from __future__ import annotations

from urllib.parse import quote

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.open import opener
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(keyboard=ft.KeyboardType.EMAIL)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of an email cell."""
    typed = use_typed(cell)
    action = opener(cell, form, ft.Icons.MAIL_OUTLINE, "send_mail", lambda text: "mailto:" + quote(text, safe="@"))

    return frame(cell, form, lambda: text_field(cell, form, typed, HOW, action, dense=bare), bare=bare, beside=action)
