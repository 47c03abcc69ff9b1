"""What stands against saving: how much, which one the person looks at, and the way to the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.engine import Problem
from fieldapp.ui.form_ui import follow
from fieldapp.ui.shell.open_form import OpenForm
from fieldapp.ui.theme import TAP
from fieldapp.ui.views.frame import named

ENDS = ("?", "!", ".", "؟")
"""After these a name needs no colon."""


@ft.component
def Refusal(opened: OpenForm, lead: Callable[[int], Awaitable[None]]) -> ft.Control:
    """Why the last attempt to save was refused, where the thumb is. `lead` takes the person to a problem."""
    follow(opened.refusals)
    if not opened.problems:
        return ft.Container(visible=False)
    words = opened.state.strings.ui
    at, count = opened.looked_at, len(opened.problems)
    cut = ft.TextOverflow.ELLIPSIS
    head = ft.Text(
        words("not_saved", n=count),
        color=ft.Colors.ERROR,
        size=15,
        weight=ft.FontWeight.W_600,
        max_lines=2,
        overflow=cut,
    )
    lines: list[ft.Control] = [head]
    if count > 1:
        said = f"{words('page_of', n=at + 1, all=count)} · {_said(opened, opened.problems[at])}"
        lines.append(ft.Text(said, size=14, color=ft.Colors.ON_SURFACE, max_lines=1, overflow=cut))
    parts: list[ft.Control] = [ft.Column(lines, spacing=0, tight=True, expand=True)]
    if count > 1:
        parts += [
            _step("problem:previous", ft.Icons.KEYBOARD_ARROW_UP, words("problem_previous"), lambda: lead(at - 1)),
            _step("problem:next", ft.Icons.KEYBOARD_ARROW_DOWN, words("problem_next"), lambda: lead(at + 1)),
        ]
    return ft.Semantics(
        identifier="refusal",
        container=True,
        live_region=True,
        content=ft.Container(ft.Row(parts, spacing=0), padding=ft.Padding.only(bottom=2)),
    )


def _step(identifier: str, icon: ft.IconData, name: str, act: Callable[[], Awaitable[None]]) -> ft.Control:
    async def clicked() -> None:
        await act()

    return named(
        identifier, ft.IconButton(ft.Icon(icon, semantics_label=name), on_click=clicked, width=TAP, height=TAP)
    )


def _said(opened: OpenForm, problem: Problem) -> str:
    """`Lines, row 2, Quantity: Fill this in`, or only the message where it is no field's."""
    cell = opened.engine.cells.get(problem.path)
    if cell is None:
        return problem.message
    name = _name(opened, cell)
    return f"{name} {problem.message}" if name.endswith(ENDS) else f"{name}: {problem.message}"


def _name(opened: OpenForm, cell: Cell) -> str:
    strings = opened.state.strings
    label = strings.of(cell.definition.label)
    lines: LinesCell | None = cell.row.lines
    if lines is None:
        return label
    place = strings.ui("row", n=lines.rows.index(cell.row) + 1)
    return f"{_name(opened, lines)}, {place}, {label}"
