"""What who signs sees of the record: the values that the author chose, and lines as a table."""

from __future__ import annotations

import flet as ft

from fieldapp.form import seals
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui.fields.frame import label_of
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi

_QUIET = ft.Colors.ON_SURFACE_VARIANT


def shows(cell: Cell, form: FormUi) -> list[ft.Control]:
    """A part for each field that the signature shows."""
    return [
        _lines(part, form) if isinstance(part, LinesCell) else _value(part, form)
        for part in seals.shown(cell)
        if isinstance(part, LinesCell) or reading(part)
    ]


def _value(cell: Cell, form: FormUi) -> ft.Control:
    return ft.Column(
        [
            ft.Text(label_of(cell, form), theme_style=ft.TextThemeStyle.LABEL_LARGE, color=_QUIET),
            ft.Text(reading(cell), theme_style=ft.TextThemeStyle.BODY_LARGE),
        ],
        spacing=0,
        tight=True,
    )


def _lines(cell: LinesCell, form: FormUi) -> ft.Control:
    """A line each: the first value, a figure at its end, the others with their names below."""
    parts: list[ft.Control] = [ft.Text(label_of(cell, form), theme_style=ft.TextThemeStyle.LABEL_LARGE, color=_QUIET)]
    for row in (row for row in cell.rows if row.counts):
        parts.append(ft.Divider(height=1, color=ft.Colors.OUTLINE_VARIANT))
        parts.append(_row(row, form))
    return ft.Column(parts, spacing=6, tight=True)


def _row(row: Row, form: FormUi) -> ft.Control:
    cells = [cell for cell in row.cells.values() if cell.visible and cell.kind.on_page and reading(cell)]
    plain = [cell for cell in cells if not isinstance(cell, LinesCell)]
    figure = next((cell for cell in reversed(plain[1:]) if cell.kind.figure), None)
    first = ft.Text(reading(plain[0]) if plain else "", theme_style=ft.TextThemeStyle.BODY_LARGE, expand=True)
    head: list[ft.Control] = [first]
    if figure is not None:
        head.append(ft.Text(reading(figure), theme_style=ft.TextThemeStyle.BODY_LARGE))
    rest = [f"{label_of(cell, form)} {reading(cell)}" for cell in plain[1:] if cell is not figure]
    parts: list[ft.Control] = [ft.Row(head, spacing=12)]
    if rest:
        parts.append(ft.Text(" · ".join(rest), theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=_QUIET))
    parts += [_lines(cell, form) for cell in cells if isinstance(cell, LinesCell)]
    return ft.Column(parts, spacing=2, tight=True)
