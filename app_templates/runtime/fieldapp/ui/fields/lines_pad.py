"""A pad: a compact row for each product, with a large stepper for one thumb."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.ui.fields.lines_change import menu_button
from fieldapp.ui.fields.lines_fold import Counted, beside, counts, folds
from fieldapp.ui.fields.lines_parts import Figures, Stepper, Title
from fieldapp.ui.fields.lines_row import follow_locks, memo, opened, parts_of
from fieldapp.ui.fields.lines_some import rest, search_bar, use_choice
from fieldapp.ui.form_ui import FormUi

EDGE = ft.Colors.OUTLINE_VARIANT
_stepper: Callable[..., ft.Control] = Stepper
_figures: Callable[..., ft.Control] = Figures
_counted: Callable[..., ft.Control] = Counted
"""Every component takes a key, which Flet's types don't say."""


@ft.component
def pad(lines: LinesCell, form: FormUi, ids: Sequence[str]) -> ft.Control:
    """The rows on one surface. A row renders again only when its place changes; the leaves in it follow their cells."""
    choice = use_choice(lines)
    drawn, left = choice.of(lines)
    rows = [memo(line)(lines, row, at, form, choice.turns, key=row.id) for at, row in drawn]
    parts = search_bar(lines, form, choice, any(folds(lines, parts_of(lines, row)) for row in lines.rows[:1]))
    if rows:
        parts.append(
            ft.Container(
                ft.Column(rows, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
                bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
                border=ft.Border.all(1, EDGE),
                border_radius=16,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            )
        )
    parts += rest(lines, form, choice, len(drawn), left)
    return ft.Column(parts, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


@ft.component
def line(lines: LinesCell, row: Row, at: int, form: FormUi, turns: int) -> ft.Control:
    """One row. `at` is its place from 0; it stands in the identifiers of the inputs.

    Rows that come from a table and are counted have all the same height; rows without figures have their name and the
    stepper side by side; another row that a person picked has two lines.
    """
    locked = follow_locks(lines, row)
    parts = parts_of(lines, row)
    if counts(lines, parts):
        return _surface(_counted(lines, row, parts, form, turns, key=f"counted:{locked}"))
    title = Title(parts.title, form) if parts.title else ft.Text(form.strings.ui("row", n=at + 1))
    menu = [menu_button(lines, row, form)] if opened(lines) else []
    stepper = [_stepper(parts.count, form, key=parts.count.path)] if parts.count else []
    small = [_figures(parts, form, key=f"figures:{locked}")] if parts.figures or parts.amount else []
    middle = ft.CrossAxisAlignment.CENTER
    if lines.definition.rows is not None or not small:
        said = ft.Column([title, *small], spacing=0, tight=True, expand=True)
        stack: list[ft.Control] = [ft.Row([said, *stepper, *menu], spacing=4, vertical_alignment=middle)]
    else:
        foot = [ft.Container(small[0], expand=True), *stepper]
        stack = [
            ft.Row([ft.Container(title, expand=True), *menu], spacing=4, vertical_alignment=ft.CrossAxisAlignment.START)
        ]
        if small or stepper:
            stack.append(ft.Row(foot, spacing=8, vertical_alignment=middle))
    stack += [beside(cell, form, key=f"{cell.path}:{locked}") for cell in parts.others]
    return _surface(ft.Column(stack, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH))


def _surface(content: ft.Control) -> ft.Control:
    return ft.Container(
        content,
        border=ft.Border.only(bottom=ft.BorderSide(1, EDGE)),
        padding=ft.Padding.only(left=10, top=6, right=10, bottom=8),
    )
