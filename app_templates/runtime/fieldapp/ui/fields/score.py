"""score: how much of what there was to get, with its band as a colour and a word."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from fieldapp.fields.score import band_of
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import INSET, caption, label_of, messages
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi, follow

COLORS: Mapping[str, tuple[str, str]] = {
    "red": ("#C62828", "#FFFFFF"),
    "amber": ("#FFC233", "#2A1E00"),
    "green": ("#1B6E3C", "#FFFFFF"),
}
"""Ground and text of a band; both read at 4.5 or better by day and by night."""


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The score with its band; until all is answered, how far it is."""
    follow(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    figure = reading(cell).partition(" · ")[0]
    band = band_of(cell.value, cell.definition)
    parts: list[ft.Control] = []
    said = figure
    if figure:
        style = ft.TextThemeStyle.BODY_LARGE if bare else ft.TextThemeStyle.TITLE_LARGE
        parts.append(ft.Text(figure, theme_style=style, color=ft.Colors.ON_SURFACE))
    elif cell.progress is not None and cell.progress[1]:
        answered, asked = cell.progress
        said = form.strings.ui("score_progress", answered=answered, asked=asked)
        parts.append(ft.Text(said, theme_style=ft.TextThemeStyle.BODY_LARGE, color=ft.Colors.ON_SURFACE_VARIANT))
    if band is not None:
        word = form.strings.ui(f"band_{band.name}")
        said = f"{figure}, {word}"
        parts.append(chip(band.name, word))
    value = ft.Row(parts or [ft.Text("–")], spacing=12, wrap=True, tight=True)
    content: ft.Control = value
    if not bare:
        content = ft.Container(
            ft.Column([caption(cell, form), value], spacing=2, tight=True),
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=INSET, vertical=10),
        )
    name = f"{label_of(cell, form)}: {said or form.strings.ui('not_answered')}"
    named = ft.Semantics(label=name, container=True, exclude_semantics=True, live_region=True, content=content)
    stacked = ft.Column(
        [named, *messages(cell, form, hint=not bare)],
        spacing=4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return ft.Semantics(identifier=form.identifier(cell.path), content=stacked)


def chip(band: str, word: str) -> ft.Control:
    """A band: its word on its colour."""
    ground, text = COLORS[band]
    return ft.Container(
        ft.Text(word, size=14, weight=ft.FontWeight.W_600, color=text),
        bgcolor=ground,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=12, vertical=4),
    )
