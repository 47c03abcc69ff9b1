"""What a list says while it has nothing to show: friendly words and the next step."""

from __future__ import annotations

import flet as ft

from fieldapp.ui.theme import GAP


def empty(icon: ft.IconData, title: str, text: str = "", action: ft.Control | None = None) -> ft.Control:
    """A calm picture, a sentence, and the button that helps."""
    parts: list[ft.Control] = [
        ft.Container(
            ft.Icon(icon, size=36, color=ft.Colors.ON_SECONDARY_CONTAINER),
            bgcolor=ft.Colors.SECONDARY_CONTAINER,
            width=80,
            height=80,
            border_radius=40,
            alignment=ft.Alignment.CENTER,
        ),
        ft.Text(title, size=18, weight=ft.FontWeight.W_600, text_align=ft.TextAlign.CENTER),
    ]
    if text:
        parts.append(ft.Text(text, size=15, color=ft.Colors.ON_SURFACE_VARIANT, text_align=ft.TextAlign.CENTER))
    if action is not None:
        parts.append(ft.Container(action, padding=ft.Padding.only(top=8)))
    return ft.Container(
        ft.Column(parts, horizontal_alignment=ft.CrossAxisAlignment.CENTER, spacing=12),
        padding=ft.Padding.symmetric(horizontal=GAP * 2, vertical=GAP * 3),
        alignment=ft.Alignment.CENTER,
    )
