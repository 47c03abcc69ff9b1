"""The search field: above a list, in a sheet, above the rows of lines."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

ROUND = 28
"""The corners of a search, which nothing else on a screen has."""


def search_field(
    words: str, changed: Callable[[str], None], *, value: str = "", autofocus: bool = False, dense: bool = False
) -> ft.TextField:
    """A field that says in `words` what it searches until something is typed, and in `changed` what was.

    A ring shows where the keyboard is. `dense` is for one that has another control at its side.
    """
    return ft.TextField(
        value=value,
        hint_text=words,
        prefix_icon=ft.Icons.SEARCH,
        filled=True,
        fill_color=ft.Colors.SURFACE_CONTAINER_HIGH,
        border=ft.OutlineInputBorder(border_radius=ROUND, side=ft.BorderSide(0, ft.Colors.TRANSPARENT)),
        content_padding=ft.Padding.symmetric(horizontal=8 if dense else 16, vertical=14),
        text_size=16,
        dense=dense,
        autofocus=autofocus,
        on_change=lambda event: changed(event.control.value or ""),
    )


def named_search(identifier: str, field: ft.TextField, expand: bool = False) -> ft.Semantics:
    """The field under the name that it shows: a hint is gone as soon as something is typed."""
    return ft.Semantics(identifier=identifier, label=field.hint_text, container=True, content=field, expand=expand)
