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
    for number, row in enumerate((row for row in cell.rows if row.counts), start=1):
        parts.append(ft.Divider(height=1, color=ft.Colors.OUTLINE_VARIANT))
        parts.append(_row(row, number, form))
    return ft.Column(parts, spacing=6, tight=True)


def _row(row: Row, number: int, form: FormUi) -> ft.Control:
    """Called by its first value, as on the form; a row without one by its number."""
    fields = [cell for cell in row.cells.values() if cell.visible and cell.kind.on_page]
    plain = [cell for cell in fields if not isinstance(cell, LinesCell)]
    named = plain[0] if plain and reading(plain[0]) else None
    others = [cell for cell in plain if cell is not named and reading(cell)]
    figure = next((cell for cell in reversed(others) if cell.kind.figure), None)
    name = reading(named) if named is not None else form.strings.ui("row", n=number)
    head: list[ft.Control] = [ft.Text(name, theme_style=ft.TextThemeStyle.BODY_LARGE, expand=True)]
    if figure is not None and figure.definition.formula is not None:
        head.append(ft.Text(reading(figure), theme_style=ft.TextThemeStyle.BODY_LARGE))
        others.remove(figure)
    rest = [f"{label_of(cell, form)} {reading(cell)}" for cell in others]
    parts: list[ft.Control] = [ft.Row(head, spacing=12)]
    if rest:
        parts.append(ft.Text(" · ".join(rest), theme_style=ft.TextThemeStyle.BODY_MEDIUM, color=_QUIET))
    parts += [_lines(cell, form) for cell in fields if isinstance(cell, LinesCell) and cell.rows]
    return ft.Column(parts, spacing=2, tight=True)
