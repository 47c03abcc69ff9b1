"""A grid: rows as lines of a table, which scrolls sideways where it is wider than the phone."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import FIGURES, icon_button
from fieldapp.ui.fields.lines_row import remove
from fieldapp.ui.form_ui import FormUi

WIDTHS = {"integer": 76, "yes_no": 76, "percent": 88, "number": 96, "money": 104, "date": 172, "time": 140}
WIDE = 148
GAP = 6

memo: Callable[[Callable[..., ft.Control]], Callable[..., ft.Control]] = ft.memo
"""Flet's own, with a type."""


def grid(lines: LinesCell, form: FormUi) -> list[ft.Control]:
    """The head and the rows, in one part that scrolls sideways."""
    head = ft.Row(
        [
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
        ],
        spacing=GAP,
        vertical_alignment=ft.CrossAxisAlignment.END,
    )
    rows = [memo(line)(lines, row, at, form, key=row.id) for at, row in enumerate(lines.rows)]
    table = ft.Column([head, *rows], spacing=GAP, tight=True)
    return [ft.Row([table], scroll=ft.ScrollMode.AUTO)] if rows else []


@ft.component
def line(lines: LinesCell, row: Row, at: int, form: FormUi) -> ft.Control:
    """One row. `at` is its place from 0; it stands in the identifiers of the inputs."""
    cells: list[ft.Control] = [
        ft.Container(fields.input_for(cell, form, bare=True), width=WIDTHS.get(cell.definition.type, WIDE))
        for cell in row.cells.values()
    ]
    if not lines.read_only:
        name = f"{form.strings.ui('remove_row')} {at + 1}"
        cells.append(icon_button(ft.Icons.CLOSE, name, lambda: remove(lines, row, form)))
    return ft.Row(cells, spacing=GAP)
