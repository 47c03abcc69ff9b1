"""A sheet over the whole screen: its name and the word that closes it, and below them what is looked through."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.ui.theme import GAP, TAP


def sheet(title: str, word: str, close: Callable[[], None], parts: Sequence[ft.Control]) -> ft.BottomSheet:
    """`word` at its end calls `close`. The last of the parts takes the room that is left."""
    name = ft.Text(title, theme_style=ft.TextThemeStyle.TITLE_LARGE)
    head = ft.Row(
        [
            ft.Semantics(content=name, header=True, expand=True),
            ft.TextButton(word, on_click=lambda _: close(), height=TAP),
        ]
    )
    content = ft.Column([head, *parts], expand=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.BottomSheet(
        ft.Container(content, padding=ft.Padding.only(left=GAP, right=GAP, bottom=8), expand=True),
        fullscreen=True,
        show_drag_handle=True,
        use_safe_area=True,
    )
