"""How many of the rows are filled in, and how many questions of a row are answered."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.form.cell import LinesCell
from fieldapp.form.row import Row
from fieldapp.ui.fields.lines_row import Parts, Several, answered, parts_of
from fieldapp.ui.form_ui import FormUi, follow, follow_value


class Tally:
    """How many of many rows are filled in. After a change it looks at the one row that was changed."""

    def __init__(self, parts: Sequence[Parts]) -> None:
        self.parts = parts
        self._filled = [each.filled for each in parts]

    @property
    def count(self) -> int:
        return sum(self._filled)

    def subscribe(self, changed: Callable[[], None]) -> Callable[[], None]:
        """Calls `changed` when a row has been filled in or emptied, until the returned function is called."""

        def look(at: int) -> None:
            filled = self.parts[at].filled
            if filled is not self._filled[at]:
                self._filled[at] = filled
                changed()

        ends = [
            cell.subscribe(functools.partial(look, at))
            for at, each in enumerate(self.parts)
            for cell in ([each.count] if each.count else each.others)
        ]
        for at in range(len(self.parts)):  # what was changed since it was drawn
            look(at)

        def end() -> None:
            for each in ends:
                each()

        return end


@ft.component
def Filled(lines: LinesCell, form: FormUi) -> ft.Control:
    """`12 of 300 filled in`, beside the name of the lines; it goes by what stands in the rows when it appears."""
    tally = ft.use_memo(lambda: Tally([parts_of(lines, row) for row in lines.rows]), [])
    count = follow_value(tally, lambda: tally.count)
    return _said(form.strings.ui("filled_of", n=count, all=len(tally.parts)), bool(count))


@ft.component
def Answered(row: Row, form: FormUi) -> ft.Control:
    """`3 of 8 answered`, in the head of a card."""
    asked = [cell for cell in row.cells.values() if cell.kind.holds_value and cell.definition.formula is None]
    follow(ft.use_memo(lambda: Several(asked), []))
    shown = [cell for cell in asked if cell.visible and not cell.read_only]
    done = sum(answered(cell) for cell in shown)
    if not shown:
        return ft.Container(visible=False)
    return _said(form.strings.ui("answered_of", n=done, all=len(shown)), done == len(shown))


def _said(text: str, strong: bool) -> ft.Control:
    color = ft.Colors.PRIMARY if strong else ft.Colors.ON_SURFACE_VARIANT
    return ft.Text(text, theme_style=ft.TextThemeStyle.LABEL_LARGE, color=color)
