"""Options as chips: all of them in sight, one tap each."""

from __future__ import annotations

from collections.abc import Callable, Collection

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import spoken_label
from fieldapp.ui.form_ui import FormUi

FEW = 4
SHORT = 24


def fits_chips(labels: Collection[str]) -> bool:
    """Whether options are few and short enough to be seen all at once on a phone."""
    return len(labels) <= FEW and all(len(label) <= SHORT for label in labels)


def chips(
    cell: Cell, form: FormUi, options: Collection[tuple[str, str]], chosen: Collection[str], tap: Callable[[str], None]
) -> ft.Control:
    """A chip for each (value, label); `tap` gets the value of the tapped one."""

    def chip(value: str, label: str) -> ft.Chip:
        return ft.Chip(
            key=value,
            label=ft.Text(label, theme_style=ft.TextThemeStyle.BODY_LARGE),
            selected=value in chosen,
            selected_color=ft.Colors.PRIMARY_CONTAINER,
            show_checkmark=True,
            padding=ft.Padding.symmetric(horizontal=8, vertical=10),
            on_select=lambda _: tap(value),
        )

    return ft.Semantics(
        label=spoken_label(cell, form),
        container=True,
        content=ft.Row([chip(value, label) for value, label in options], wrap=True, spacing=8, run_spacing=4),
    )
