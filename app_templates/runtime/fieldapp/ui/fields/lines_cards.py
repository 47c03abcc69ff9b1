"""Cards: all fields of a row under its name, lines in lines too; a card folds, and says how much is answered."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import icon_button
from fieldapp.ui.fields.lines_change import menu_button
from fieldapp.ui.fields.lines_count import Answered
from fieldapp.ui.fields.lines_row import Inside, follow_locks, memo, name_of, naming_cell, opened, parts_of, place_of
from fieldapp.ui.fields.lines_some import rest, search_bar, use_choice
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi, follow, follow_value, follow_visible

FEW = 3
"""Up to so many cards stand open when the form opens; of more only the first does."""


@ft.component
def cards(lines: LinesCell, form: FormUi, ids: Sequence[str]) -> ft.Control:
    """The cards under each other. One that was just added stands open."""
    choice = use_choice(lines)
    first = ft.use_memo(lambda: frozenset(ids), [])
    drawn, left = choice.of(lines)
    few = len(first) <= FEW
    shown = [memo(card)(lines, row, at, form, few or at == 0 or row.id not in first, key=row.id) for at, row in drawn]
    return ft.Column(
        [
            *search_bar(lines, form, choice),
            *shown,
            *rest(lines, form, choice, len(drawn), left),
        ],
        spacing=12,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


@ft.component
def card(lines: LinesCell, row: Row, at: int, form: FormUi, starts_open: bool) -> ft.Control:
    """One row. Its inputs exist only while it is open; a problem inside opens it."""
    follow_locks(lines, row)
    is_open, set_open = ft.use_state(starts_open)
    troubled = follow_value(Inside(row), lambda: any(cell.problem and cell.visible for cell in row.all_cells()))
    unfolded = is_open or troubled
    name = name_of(lines, row, form)
    turn = icon_button(
        ft.Icons.EXPAND_LESS if unfolded else ft.Icons.EXPAND_MORE,
        f"{name}: {form.strings.ui('hide' if unfolded else 'show')}",
        lambda: set_open(not unfolded),
        disabled=troubled,
    )
    title = parts_of(lines, row).title
    settled = title is not None and title.read_only
    head = ft.Row(
        [
            ft.Container(
                ft.Column([_Name(lines, row, form), Answered(row, form)], spacing=2, tight=True),
                on_click=None if troubled else lambda _: set_open(not unfolded),
                padding=ft.Padding.symmetric(vertical=8),
                expand=True,
            ),
            ft.Semantics(identifier=f"action:fold:{place_of(row, form)}", container=True, content=turn),
            *([menu_button(lines, row, form)] if opened(lines) else []),
        ],
        spacing=0,
    )
    inputs = [_Spaced(cell, form) for cell in row.on_screen if not (settled and cell is title)] if unfolded else []
    return ft.Container(
        ft.Column([head, *inputs], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.ERROR if troubled else ft.Colors.OUTLINE_VARIANT),
        border_radius=16,
        padding=ft.Padding.only(left=14, top=4, right=14, bottom=4),
    )


@ft.component
def _Name(lines: LinesCell, row: Row, form: FormUi) -> ft.Control:
    """What the row is about. Where that stands in no input, this is where tests and screen readers find it."""
    title, naming = parts_of(lines, row).title, naming_cell(lines, row)
    follow(naming if naming is not None else lines)
    text = ft.Text(name_of(lines, row, form), theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
    if title is None or not title.read_only or not reading(title):
        return ft.Semantics(header=True, content=text)
    return ft.Semantics(header=True, identifier=form.identifier(title.path), container=True, content=text)


@ft.component
def _Spaced(cell: Cell, form: FormUi) -> ft.Control:
    """An input with the gap below it; a hidden one leaves no gap."""
    below = 14 if follow_visible(cell) else 0
    return ft.Container(fields.input_for(cell, form), padding=ft.Padding.only(bottom=below))
