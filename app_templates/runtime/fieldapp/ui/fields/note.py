"""note: a text of the author between the inputs."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import INSET, label_of
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The text of a note cell, shown while the note is visible."""
    follow(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    said = form.strings.of(cell.definition.text) if cell.definition.text else label_of(cell, form)
    text = ft.Text(said, theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=ft.Colors.ON_SECONDARY_CONTAINER, expand=True)
    icon = ft.Icon(ft.Icons.INFO_OUTLINE, color=ft.Colors.ON_SECONDARY_CONTAINER, size=20)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        container=True,
        content=ft.Container(
            ft.Row([icon, text], spacing=10, vertical_alignment=ft.CrossAxisAlignment.START),
            bgcolor=ft.Colors.SECONDARY_CONTAINER,
            border_radius=12,
            padding=INSET,
        ),
    )
