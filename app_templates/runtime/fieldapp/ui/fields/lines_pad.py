"""A pad: a compact row for each product, with a large stepper for one thumb."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import FIGURES, caption
from fieldapp.ui.fields.lines_change import menu_button
from fieldapp.ui.fields.lines_parts import Figures, Stepper, Title
from fieldapp.ui.fields.lines_row import Parts, Several, follow_locks, memo, opened, parts_of
from fieldapp.ui.fields.lines_some import rest, search_bar, use_choice
from fieldapp.ui.form_ui import FormUi, follow, follow_value

BESIDE = 112
"""Width of a figure that is typed beside its name."""
EDGE = ft.Colors.OUTLINE_VARIANT
_stepper: Callable[..., ft.Control] = Stepper
_figures: Callable[..., ft.Control] = Figures
"""Every component takes a key, which Flet's types don't say."""


@ft.component
def pad(lines: LinesCell, form: FormUi, ids: Sequence[str]) -> ft.Control:
    """The rows on one surface. A row renders again only when its place changes; the leaves in it follow their cells."""
    choice = use_choice(lines)
    drawn, left = choice.of(lines)
    rows = [memo(line)(lines, row, at, form, key=row.id) for at, row in drawn]
    parts = search_bar(lines, form, choice)
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
def line(lines: LinesCell, row: Row, at: int, form: FormUi) -> ft.Control:
    """One row. `at` is its place from 0; it stands in the identifiers of the inputs.

    Rows that come from a table are many, and have their name and the stepper side by side, as rows without figures
    do; another row that a person picked has two lines.
    """
    locked = follow_locks(lines, row)
    parts = parts_of(lines, row)
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
    if parts.others:
        stack.append(_others(lines, parts, form, key=f"others:{locked}"))
    return ft.Container(
        ft.Column(stack, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        border=ft.Border.only(bottom=ft.BorderSide(1, EDGE)),
        padding=ft.Padding.only(left=10, top=6, right=10, bottom=8),
    )


@ft.component
def _Others(lines: LinesCell, parts: Parts, form: FormUi) -> ft.Control:
    """What else is filled in. In a long list that came from a table it waits until there is something in the row."""
    waits = lines.definition.rows is not None and parts.count is not None

    def wanted() -> bool:
        said = any(cell.problem or (cell.value not in (None, []) and cell.visible) for cell in parts.others)
        return not waits or parts.filled or said

    if not follow_value(
        ft.use_memo(lambda: Several([*([parts.count] if parts.count else []), *parts.others]), []), wanted
    ):
        return ft.Semantics(visible=False)
    inputs = [
        _Beside(cell, form) if cell.definition.type in FIGURES else fields.input_for(cell, form)
        for cell in parts.others
    ]
    return ft.Container(
        ft.Column(inputs, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=2),
    )


_others: Callable[..., ft.Control] = _Others


@ft.component
def _Beside(cell: Cell, form: FormUi) -> ft.Control:
    """A figure in one line with its name, since a row must not fill the screen."""
    follow(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    return ft.Row(
        [caption(cell, form, expand=True), ft.Container(fields.input_for(cell, form, bare=True), width=BESIDE)]
    )
