"""The bar at the foot of a form: the running total, and Save within reach of the thumb."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.form.pages import Page
from fieldapp.formula.values import ErrorValue
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.figure import total_field
from fieldapp.ui.form_ui import follow, follow_visible
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.shell.state import AppState
from fieldapp.ui.theme import GAP, TAP
from fieldapp.ui.views.frame import named, side_padding
from fieldapp.ui.views.moves import equally_high, save_and_move
from fieldapp.ui.views.problems import Refusal
from fieldapp.ui.views.values import NOTHING, shown


def save_bar(
    state: AppState,
    opened: OpenForm,
    save: Callable[[], Awaitable[None]],
    lead: Callable[[int], Awaitable[None]],
) -> ft.Control:
    """The bar. It stays while the fields scroll.

    On pages it leads on and back, and saves on the last one; a record that was saved before can be saved anywhere,
    in a row of its own below the leading.
    """
    total = total_field(opened.table.fields)
    leading: list[ft.Control] = []
    saving: list[ft.Control] = []
    if (before := opened.pages.beside(-1)) is not None:
        leading.append(_back(state, opened, before))
    following = opened.pages.beside(1)
    if following is not None:
        leading.append(_next(state, opened, following, prominent=not opened.record))
    if following is None or opened.record:
        button = ft.FilledButton(state.strings.ui("save"), icon=ft.Icons.CHECK, expand=True, on_click=save)
        saving.append(equally_high([*save_and_move(state, opened, save), named("action:save", button, expand=True)]))
    above: list[ft.Control] = [Refusal(opened, lead)]
    if total is not None:
        above.append(RunningTotal(opened.engine.cell(total.name), state))
    stretched = ft.CrossAxisAlignment.STRETCH
    rows = [leading, saving] if following is not None else [[*leading, *saving]]
    below = [ft.Row(parts, spacing=GAP) for parts in rows if parts]
    return ft.Container(
        ft.Column([*above, *below], spacing=8, tight=True, horizontal_alignment=stretched),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.only(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=ft.Padding.symmetric(horizontal=side_padding(state, opened.place), vertical=10),
    )


def _next(state: AppState, opened: OpenForm, page: Page, prominent: bool) -> ft.Control:
    kind = ft.FilledButton if prominent else ft.FilledTonalButton
    button = kind(state.strings.ui("next_page"), expand=True, on_click=lambda _: opened.turn(page))
    return named("action:next", button, expand=True)


def _back(state: AppState, opened: OpenForm, page: Page) -> ft.Control:
    arrow = ft.Icon(ft.Icons.ARROW_BACK, semantics_label=state.strings.ui("previous_page"))
    ground = ft.Colors.SURFACE_CONTAINER_HIGHEST
    button = ft.IconButton(arrow, on_click=lambda _: opened.turn(page), width=TAP + 4, height=TAP + 4, bgcolor=ground)
    return named("action:previous", button)


@ft.component
def RunningTotal(cell: Cell, state: AppState) -> ft.Control:
    """The figure people watch while they type; a keystroke draws the figure alone."""
    if not follow_visible(cell):
        return ft.Container(visible=False)
    return ft.Semantics(
        identifier=f"field:{cell.path}",
        container=True,
        live_region=True,
        content=ft.Row(
            [
                ft.Text(state.strings.of(cell.definition.label), size=15, color=ft.Colors.ON_SURFACE_VARIANT),
                _Figure(cell, state),
            ],
            wrap=True,
            spacing=GAP,
            run_spacing=0,
            alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
            vertical_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    )


@ft.component
def _Figure(cell: Cell, state: AppState) -> ft.Control:
    follow(cell)
    failed = isinstance(cell.value, ErrorValue)
    return ft.Text(
        shown(state, cell.definition, cell.value, cell.context.world) if failed else reading(cell) or NOTHING,
        size=13 if failed else 20,
        weight=None if failed else ft.FontWeight.W_700,
        color=ft.Colors.ERROR if failed else None,
        max_lines=3 if failed else 1,
    )
