"""The bar at the foot of a form: the running total, and Save within reach of the thumb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.figure import total_field
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, TAP
from fieldapp.ui.views.frame import named, side_padding
from fieldapp.ui.views.values import shown


def save_bar(state: AppState, opened: OpenForm, save: Callable[[], Awaitable[None]]) -> ft.Control:
    """The bar. It stays while the fields scroll."""
    total = total_field(opened.table.fields)
    button = ft.FilledButton(state.strings.ui("save"), icon=ft.Icons.CHECK, height=TAP + 4, expand=True, on_click=save)
    parts: list[ft.Control] = []
    if total is not None:
        parts.append(RunningTotal(opened.engine.cell(total.name), state))
    parts.append(named("action:save", button, expand=True))
    return ft.Container(
        ft.Column([Refusal(opened), ft.Row(parts, spacing=GAP)], spacing=0, tight=True),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=side_padding(state), vertical=10),
    )


@ft.component
def Refusal(opened: OpenForm) -> ft.Control:
    """Why the last attempt to save was refused; it says so where the thumb is."""
    follow(opened.refusals)
    if not opened.problems:
        return ft.Container(visible=False)
    count = len(opened.problems)
    line = ft.Row(
        [
            ft.Icon(ft.Icons.ERROR_OUTLINE, color=ft.Colors.ERROR, size=20),
            ft.Text(opened.state.strings.ui("not_saved", n=count), color=ft.Colors.ERROR, size=15, expand=True),
        ],
        spacing=8,
    )
    return ft.Semantics(
        identifier="refusal",
        container=True,
        live_region=True,
        content=ft.Container(line, padding=ft.Padding.only(bottom=10)),
    )


@ft.component
def RunningTotal(cell: Cell, state: AppState) -> ft.Control:
    """The figure people watch while they type."""
    follow(cell)
    if not cell.visible:
        return ft.Container(visible=False)
    failed = isinstance(cell.value, ErrorValue)
    text = shown(state, cell.definition, cell.value, state.world())
    return ft.Semantics(
        identifier=f"field:{cell.path}",
        container=True,
        live_region=True,
        expand=True,
        content=ft.Column(
            [
                ft.Text(state.strings.of(cell.definition.label), size=13, color=ft.Colors.ON_SURFACE_VARIANT),
                ft.Text(
                    text,
                    size=13 if failed else 20,
                    weight=None if failed else ft.FontWeight.W_700,
                    color=ft.Colors.ERROR if failed else None,
                    max_lines=3 if failed else 1,
                ),
            ],
            spacing=0,
            tight=True,
        ),
    )
