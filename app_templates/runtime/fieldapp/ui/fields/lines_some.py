"""Which of many rows stand on the screen: those that are searched for, those that are filled in, a page at a time."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.ui.fields.frame import FILL, spoken_only
from fieldapp.ui.fields.lines_row import found, parts_of
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP

PAGE = 60
"""Rows that are drawn at once; a phone draws them in a blink, and nobody scrolls through more without searching."""
MANY = 12
"""From so many rows on there is a search above them."""

Placed = tuple[int, Row]


class Choice:
    """What a person looks for among the rows of one field of lines, from render to render."""

    def __init__(self, lines: LinesCell) -> None:
        self.words = ""
        self.filled = False
        self.limit = PAGE
        self._first = {row.id for row in lines.rows}

    def of(self, lines: LinesCell) -> tuple[list[Placed], int]:
        """The rows to draw with their places, and how many more there are. Rows just added are always drawn."""
        rows = found(list(enumerate(lines.rows)), lines, self.words)
        if self.filled:
            rows = [(at, row) for at, row in rows if parts_of(lines, row).filled]
        drawn = [*rows[: self.limit], *(one for one in rows[self.limit :] if one[1].id not in self._first)]
        return drawn, len(rows) - len(drawn)


def use_choice(lines: LinesCell) -> tuple[Choice, Callable[[], None]]:
    """A hook: the choice, and what to call after changing it."""
    choice = ft.use_memo(lambda: Choice(lines), [])
    _, turn = ft.use_state(0)
    return choice, lambda: turn(lambda n: n + 1)


def search_bar(lines: LinesCell, form: FormUi, choice: Choice, changed: Callable[[], None]) -> list[ft.Control]:
    """A search and a filter above many rows; nothing above a few."""
    if len(lines.rows) <= MANY:
        return []
    place = form.identifier(lines.path).removeprefix("field:")

    def looked(event: ft.Event[ft.TextField]) -> None:
        choice.words, choice.limit = event.control.value or "", PAGE
        changed()

    def picked(event: ft.Event[ft.Chip]) -> None:
        choice.filled, choice.limit = bool(event.control.selected), PAGE
        changed()

    words = form.strings.ui("search_rows")
    search = ft.TextField(
        hint_text=words,
        label=spoken_only(words),
        label_style=ft.TextStyle(size=1),
        prefix_icon=ft.Icons.SEARCH,
        border=ft.NoInputBorder(),
        filled=True,
        fill_color=FILL,
        dense=True,
        content_padding=ft.Padding.only(right=8, top=14, bottom=14),
        on_change=looked,
    )
    rounded = ft.Container(search, border_radius=TAP / 2, clip_behavior=ft.ClipBehavior.ANTI_ALIAS)
    chip = ft.Chip(ft.Text(form.strings.ui("only_filled")), selected=choice.filled, on_select=picked)
    return [
        ft.Row(
            [
                ft.Semantics(identifier=f"search:{place}", content=rounded, expand=True),
                ft.Semantics(identifier=f"filled:{place}", content=chip, container=True),
            ],
            spacing=8,
        )
    ]


def rest(
    lines: LinesCell, form: FormUi, choice: Choice, changed: Callable[[], None], drawn: int, left: int
) -> list[ft.Control]:
    """Below the rows: how to see more of them, or that none fits the search."""
    if left:
        place = form.identifier(lines.path).removeprefix("field:")

        def more() -> None:
            choice.limit += PAGE
            changed()

        button = ft.TextButton(form.strings.ui("rows_more", n=min(left, PAGE)), on_click=lambda _: more(), height=TAP)
        return [ft.Semantics(identifier=f"action:more:{place}", container=True, content=button)]
    if not drawn:
        text = ft.Text(form.strings.ui("no_row_matches"), color=ft.Colors.ON_SURFACE_VARIANT)
        return [ft.Container(text, padding=20, alignment=ft.Alignment.CENTER)]
    return []
