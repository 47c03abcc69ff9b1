"""url: a web address, and a way to open it."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame
from fieldapp.ui.fields.open import opener
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi

HOW = Typing(keyboard=ft.KeyboardType.URL)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a url cell."""
    typed = use_typed(cell)
    action = opener(cell, form, ft.Icons.OPEN_IN_NEW, "open_link", web_address)
    return frame(cell, form, lambda: text_field(cell, form, typed, HOW, action, dense=bare), bare=bare, beside=action)


def web_address(text: str) -> str:
    """The address to open: always http or https, so that a value can't reach any other handler of the phone."""
    address = text.strip()
    return address if address.lower().startswith(("http://", "https://")) else f"https://{address}"
