"""A grid: rows as lines of a table, which scrolls sideways where it is wider than the phone."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import FIGURES
from fieldapp.ui.fields.lines_change import menu_button
from fieldapp.ui.fields.lines_row import memo, opened
from fieldapp.ui.fields.lines_some import rest, search_bar, use_choice
from fieldapp.ui.form_ui import FormUi, follow_value

WIDTHS = {
    "integer": 76, "yes_no": 76, "percent": 88, "number": 96, "money": 104, "date": 172, "time": 140, "lines": 320,
    "rating": 76, "scale": 88, "duration": 116,
}  # fmt: skip
WIDE = 148
GAP = 6
TALL = 8
"""With more rows the table scrolls under its head."""
HEIGHT = 480


@ft.component
def grid(lines: LinesCell, form: FormUi, ids: Sequence[str]) -> ft.Control:
    """The head and the rows in one part that scrolls sideways; where there are many rows, the head stays in sight."""
    choice = use_choice(lines)
    drawn, left = choice.of(lines)
    lines_drawn = [memo(line)(lines, row, at, form, key=row.id) for at, row in drawn]
    tall = len(drawn) > TALL
    scroll = ft.ScrollMode.AUTO if tall else None
    body = ft.Column(lines_drawn, spacing=GAP, tight=not tall, scroll=scroll, height=HEIGHT if tall else None)
    table = ft.Column([_head(lines, form), body], spacing=GAP, tight=True)
    return ft.Column(
        [
            *search_bar(lines, form, choice),
            ft.Row([table], scroll=ft.ScrollMode.AUTO, vertical_alignment=ft.CrossAxisAlignment.START),
            *rest(lines, form, choice, len(drawn), left),
        ],
        spacing=10,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _head(lines: LinesCell, form: FormUi) -> ft.Control:
    names: list[ft.Control] = [
        ft.Container(
            ft.Text(
                form.strings.of(one.label),
                theme_style=ft.TextThemeStyle.LABEL_LARGE,
                text_align=ft.TextAlign.END if one.type in FIGURES else ft.TextAlign.START,
                color=ft.Colors.ON_SURFACE_VARIANT,
            ),
            width=WIDTHS.get(one.type, WIDE),
        )
        for one in lines.definition.fields
        if one.type != "hidden"
    ]
    row = ft.Row(names, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.END)
    edge = ft.Border.only(bottom=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT))
    return ft.Container(row, border=edge, padding=ft.Padding.only(bottom=6))


@ft.component
def line(lines: LinesCell, row: Row, at: int, form: FormUi) -> ft.Control:
    """One row. `at` is its place from 0; it stands in the identifiers of the inputs."""
    follow_value(lines, lambda: lines.read_only)
    cells: list[ft.Control] = [
        ft.Container(fields.input_for(cell, form, bare=True), width=WIDTHS.get(cell.definition.type, WIDE))
        for cell in row.on_screen
    ]
    if opened(lines):
        cells.append(menu_button(lines, row, form))
    return ft.Row(cells, spacing=GAP, vertical_alignment=ft.CrossAxisAlignment.START)
