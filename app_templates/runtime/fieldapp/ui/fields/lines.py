"""lines: rows of a record, as a pad of cards or as a grid."""

from __future__ import annotations

from typing import cast

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.ui.fields.frame import caption, messages
from fieldapp.ui.fields.lines_grid import grid
from fieldapp.ui.fields.lines_pad import pad
from fieldapp.ui.fields.lines_row import add
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.theme import TAP


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The rows and the button that adds one. It renders when rows come and go, not when something in a row changes."""
    follow(cell)
    lines = cast(LinesCell, cell)
    if not lines.visible:
        return ft.Semantics(visible=False)
    rows = grid(lines, form) if lines.definition.show == "grid" else pad(lines, form)
    full = lines.maximum is not None and len(lines.rows) >= lines.maximum
    button = ft.OutlinedButton(
        form.strings.ui("add_row"), icon=ft.Icons.ADD, on_click=lambda _: add(lines, form), height=TAP, disabled=full
    )
    parts = [caption(lines, form, ft.TextThemeStyle.TITLE_MEDIUM), *rows, *messages(lines, form)]
    if not lines.read_only:
        parts.append(ft.Semantics(identifier=f"action:add:{lines.path}", content=button))
    return ft.Semantics(
        identifier=form.identifier(lines.path),
        content=ft.Column(parts, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )
