"""hidden: nothing on the screen."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.form_ui import FormUi


def field(cell: Cell, form: FormUi, bare: bool = False, key: str | None = None) -> ft.Control:
    """The place of a hidden cell, which takes no room."""
    return ft.Semantics(visible=False, key=key)
