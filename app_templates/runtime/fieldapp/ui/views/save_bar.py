"""The bar at the foot of a form: the running total, and Save within reach of the thumb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, TAP
from fieldapp.ui.views.frame import named, side_padding
from fieldapp.ui.views.values import shown, total_field


def save_bar(state: AppState, form: FormUi, save: Callable[[], Awaitable[None]]) -> ft.Control:
    """The bar. It stays while the fields scroll."""
    total = total_field(form.engine.table.fields)
    button = ft.FilledButton(form.strings.ui("save"), icon=ft.Icons.CHECK, height=TAP + 4, expand=True, on_click=save)
    parts: list[ft.Control] = []
    if total is not None:
        parts.append(RunningTotal(form.engine.cell(total.name), state))
    parts.append(named("action:save", button, expand=True))
    return ft.Container(
        ft.Row(parts, spacing=GAP),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=side_padding(state), vertical=10),
    )


@ft.component
def RunningTotal(cell: Cell, state: AppState) -> ft.Control:
    """The figure people watch while they type."""
    follow(cell)
    text = shown(state, cell.definition, cell.value, state.world())
    label = state.strings.of(cell.definition.label)
    return ft.Semantics(
        identifier="total",
        container=True,
        live_region=True,
        expand=True,
        content=ft.Column(
            [
                ft.Text(label, size=13, color=ft.Colors.ON_SURFACE_VARIANT),
                ft.Text(text, size=20, weight=ft.FontWeight.W_700, max_lines=1),
            ],
            spacing=0,
            tight=True,
        ),
    )
