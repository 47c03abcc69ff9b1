"""Which of many rows stand on the screen: those that are searched for, those that are filled in, a page at a time."""

from __future__ import annotations

import asyncio

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.observable import Observable
from fieldapp.form.row import Row
from fieldapp.ui.fields.frame import icon_button
from fieldapp.ui.fields.lines_row import found, parts_of
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.searching import named_search, search_field
from fieldapp.ui.theme import TAP

PAGE = 30
"""Rows that are drawn without being asked for; nobody scrolls through more without searching."""
FIRST = 8
"""Rows that are drawn at once: what a phone shows of them. The page grows to its end while a person begins."""
AT_A_TIME = 11
TYPING = 0.25
"""Seconds after a keystroke in the search until more than the first rows are drawn: the next letter changes them."""
MANY = 12
"""From so many rows on there is a search above them."""

Placed = tuple[int, Row]


class Choice(Observable):
    """What a person looks for among the rows of one field of lines, from render to render."""

    def __init__(self, lines: LinesCell) -> None:
        super().__init__()
        self.words = ""
        self.filled = False
        self.turns = 0
        """How often the rows were unfolded and folded together; they are unfolded where it is odd."""
        self.goal = PAGE
        self.limit = FIRST
        self.wait = 0.0
        self.field: ft.TextField | None = None
        self._first = {row.id for row in lines.rows}

    def look(self, *, words: str | None = None, filled: bool | None = None) -> None:
        """Look for something else, from the first page on."""
        self.words = self.words if words is None else words
        self.filled = self.filled if filled is None else filled
        self.goal, self.limit = PAGE, FIRST
        self.wait = 0.0 if words is None else TYPING
        self.notify()

    def turn(self) -> None:
        """Unfold the rows, or fold them."""
        self.turns += 1
        self.notify()

    def more(self) -> None:
        """Another page."""
        self.goal += PAGE
        self.grow()

    def grow(self) -> None:
        """Some more rows of the page."""
        self.limit = min(self.goal, self.limit + AT_A_TIME)
        self.wait = 0.0
        self.notify()

    def of(self, lines: LinesCell) -> tuple[list[Placed], int]:
        """The rows to draw with their places, and how many more there are. Rows just added are always drawn."""
        rows = found(list(enumerate(lines.rows)), lines, self.words)
        if self.filled:
            rows = [(at, row) for at, row in rows if parts_of(lines, row).filled]
        added = [one for one in rows[self.goal :] if one[1].id not in self._first]
        return [*rows[: self.limit], *added], len(rows[self.goal :]) - len(added)


def use_choice(lines: LinesCell) -> Choice:
    """A hook: the choice. What is drawn follows it, and grows to the end of the page."""
    choice = ft.use_memo(lambda: Choice(lines), [])
    follow(choice)

    async def go_on() -> None:
        await asyncio.sleep(choice.wait)  # another letter calls this off
        for _ in range(3):  # what is drawn goes out first, and taps are answered
            await asyncio.sleep(0)
        if choice.limit < min(choice.goal, len(lines.rows)):
            choice.grow()

    ft.use_effect(go_on, [choice.limit, choice.goal, choice.words, choice.filled])
    return choice


def search_bar(lines: LinesCell, form: FormUi, choice: Choice, folds: bool = False) -> list[ft.Control]:
    """A search and a filter above many rows, none above a few; where rows `folds`, what unfolds them together."""
    turn = [_turn_button(lines, form, choice)] if folds else []
    if len(lines.rows) > MANY:
        return [_search_row(lines, form, choice, turn)]
    return [ft.Row(turn, alignment=ft.MainAxisAlignment.END)] if turn else []


def _turn_button(lines: LinesCell, form: FormUi, choice: Choice) -> ft.Control:
    """Unfolds all rows at once: for a discount in each of them, and for a person who has only a keyboard."""
    open_ = bool(choice.turns % 2)
    icon = ft.Icons.UNFOLD_LESS if open_ else ft.Icons.UNFOLD_MORE
    button = icon_button(icon, form.strings.ui("rows_fold" if open_ else "rows_unfold"), choice.turn)
    place = form.identifier(lines.path).removeprefix("field:")
    return ft.Semantics(identifier=f"action:fold:{place}", container=True, content=button)


def _search_row(lines: LinesCell, form: FormUi, choice: Choice, turn: list[ft.Control]) -> ft.Control:
    """What was typed and picked goes back to the screen as it was, so that drawing the rows anew overwrites nothing:
    the field says what its client last told, which may be ahead of what the rows are searched for."""
    place = form.identifier(lines.path).removeprefix("field:")
    words = form.strings.ui("search_rows")
    said = choice.field.value if choice.field is not None else choice.words
    search = search_field(words, lambda typed: choice.look(words=typed), value=said, dense=True)
    choice.field = search
    chip = ft.Chip(
        ft.Text(form.strings.ui("only_filled")),
        selected=choice.filled,
        show_checkmark=False,  # what stands beside it keeps its place
        on_select=lambda event: choice.look(filled=bool(event.control.selected)),
    )
    return ft.Row(
        [
            named_search(f"search:{place}", search, expand=True),
            ft.Semantics(identifier=f"filled:{place}", content=chip, container=True),
            *turn,
        ],
        spacing=4,
    )


def rest(lines: LinesCell, form: FormUi, choice: Choice, drawn: int, left: int) -> list[ft.Control]:
    """Below the rows: how to see more of them, or that none fits the search."""
    if left:
        place = form.identifier(lines.path).removeprefix("field:")
        words = form.strings.ui("rows_more", n=min(left, PAGE))
        button = ft.TextButton(words, on_click=lambda _: choice.more(), height=TAP)
        return [ft.Semantics(identifier=f"action:more:{place}", container=True, content=button)]
    if not drawn:
        text = ft.Text(form.strings.ui("no_row_matches"), color=ft.Colors.ON_SURFACE_VARIANT)
        return [ft.Container(text, padding=20, alignment=ft.Alignment.CENTER)]
    return []
