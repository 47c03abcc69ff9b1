"""What stands on the screen when the bundle was refused: the reason, and that nothing was lost."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.theme import GAP, MAX_WIDTH
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.frame import named

TITLE = "This app can't be opened"
TEXT = "Its files are damaged or were made for a newer version. Your records on this device are safe and untouched."
HELP = "Install the app again, or show this to the people who gave it to you:"


def refused_view(reason: str) -> ft.View:
    """In English only: the texts of a refused bundle aren't trusted."""
    details = ft.Column(
        [
            ft.Text(HELP, size=15, text_align=ft.TextAlign.CENTER),
            ft.Container(
                ft.Text(reason, size=14, selectable=True, text_align=ft.TextAlign.CENTER),
                bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH,
                border_radius=12,
                padding=GAP,
            ),
        ],
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        spacing=12,
    )
    body = ft.Container(empty(ft.Icons.SHIELD_OUTLINED, TITLE, TEXT, details), width=MAX_WIDTH)
    return ft.View(
        route="/",
        controls=[named("view:refused", body)],
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        padding=GAP,
    )
