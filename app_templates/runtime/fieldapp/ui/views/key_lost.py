"""What stands on the screen when the key of sealed data is gone or can't be reached: why, and the two ways on."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.app.strings import Strings
from fieldapp.ui.theme import GAP, MAX_WIDTH, TAP
from fieldapp.ui.views.empty import empty
from fieldapp.ui.views.frame import named


def key_lost_view(strings: Strings, key: str, anew: Callable[[], object] | None) -> ft.View:
    """`key` names the text; `anew` sets the closed data aside, and is None where the key may come back by itself."""
    button = None
    if anew is not None:
        label = strings.ui("key_anew")
        button = named("action:anew", ft.OutlinedButton(label, height=TAP, on_click=lambda _: anew()), label)
    body = empty(ft.Icons.KEY_OFF_OUTLINED, strings.of(strings.app.name), strings.ui(key), button)
    return ft.View(
        route="/",
        controls=[named(f"view:{key}", ft.Container(body, width=MAX_WIDTH))],
        vertical_alignment=ft.MainAxisAlignment.CENTER,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        padding=GAP,
    )
