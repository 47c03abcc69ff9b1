"""link: a record of another table, found by searching."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, icon_button, label_of, pressable, spoken_label
from fieldapp.ui.fields.link_sheet import LinkSheet
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a link cell."""
    follow(cell)
    return frame(cell, form, lambda: picker(cell, form, bare=bare), bare=bare)


def picker(cell: Cell, form: FormUi, *, bare: bool = False) -> ft.Control:
    """The record's title; a tap opens the search, and a cross at the end clears it."""
    title = reading(cell)
    said = title or form.strings.ui("pick")
    text = ft.Text(
        said,
        theme_style=ft.TextThemeStyle.BODY_MEDIUM if bare else ft.TextThemeStyle.BODY_LARGE,
        color=ft.Colors.ON_SURFACE if title else ft.Colors.ON_SURFACE_VARIANT,
        expand=True,
    )
    icon = ft.Icon(ft.Icons.SEARCH, color=ft.Colors.ON_SURFACE_VARIANT, size=22)
    face = pressable(
        ft.Row([text] if bare else [text, icon], spacing=8),
        f"{spoken_label(cell, form)}: {said}",
        lambda: open_search(cell, form),
        error=bool(cell.problem),
    )
    face.expand = True
    if not title or bare:
        return ft.Row([face], spacing=0)
    clear = icon_button(
        ft.Icons.CLOSE,
        f"{label_of(cell, form)}: {form.strings.ui('clear')}",
        lambda: form.engine.set(cell.path, None),
    )
    return ft.Row([face, clear], spacing=4)


def open_search(cell: Cell, form: FormUi) -> None:
    """Open the search over the linked table; the tapped record becomes the value."""
    LinkSheet(
        form,
        cell.definition,
        lambda: cell.row.records,
        lambda candidate: form.engine.refusal(cell.path, candidate),
        lambda key: form.engine.set(cell.path, key),
        current=cell.value if isinstance(cell.value, str) else None,
        make=form.maker(cell.definition, cell.path),
    ).open()
