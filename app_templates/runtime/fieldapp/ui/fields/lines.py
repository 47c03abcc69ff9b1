"""lines: rows of a record, as a pad with large steppers, as a grid, or as a card for each row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.ui.fields.frame import caption, messages
from fieldapp.ui.fields.lines_cards import cards
from fieldapp.ui.fields.lines_change import add, fill_last
from fieldapp.ui.fields.lines_count import Filled
from fieldapp.ui.fields.lines_grid import grid
from fieldapp.ui.fields.lines_needs import add_waits, fill_waits, needed
from fieldapp.ui.fields.lines_pad import pad
from fieldapp.ui.fields.lines_row import Several, added_reason, fillable, memo, opened
from fieldapp.ui.fields.room import takes_room
from fieldapp.ui.form_ui import FormUi, follow

_WAYS: Mapping[str, Callable[..., ft.Control]] = {"pad": pad, "grid": grid, "cards": cards}


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The rows and the button that adds one. It renders when rows come and go, not when something in a row changes."""
    follow(cell)
    lines = cast(LinesCell, cell)
    follow(ft.use_memo(lambda: Several(needed(lines)), []))
    if not takes_room(lines):
        return ft.Semantics(visible=False)
    ids = [row.id for row in lines.rows]
    name = caption(lines, form, ft.TextThemeStyle.TITLE_MEDIUM, expand=True)
    counted = (
        [memo(Filled)(lines, form, key=f"filled:{hash(tuple(ids)):x}:{lines.read_only}")]
        if ids and lines.definition.rows is not None and fillable(lines, lines.rows[0])
        else []
    )
    parts: list[ft.Control] = [ft.Row([name, *counted], spacing=12)]
    if lines.definition.fill_from is not None and not lines.read_only:
        waits = fill_waits(lines, form)
        last = ft.FilledTonalButton(
            form.strings.ui("fill_last"),
            icon=ft.Icons.HISTORY,
            on_click=lambda _: fill_last(lines, form),
            disabled=waits is not None,
        )
        parts.append(ft.Semantics(identifier=f"action:fill:{_place(lines, form)}", container=True, content=last))
        parts += _why(waits)
    if ids:
        parts.append(_WAYS[lines.definition.show](lines, form, tuple(ids), key="rows"))
    parts += messages(lines, form)
    if opened(lines):
        parts += _add(lines, form)
    return ft.Semantics(
        identifier=form.identifier(lines.path),
        content=ft.Column(parts, spacing=10, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
    )


def _add(lines: LinesCell, form: FormUi) -> list[ft.Control]:
    """The button that adds a row; where there may be no more, it is asleep and says so."""
    why = added_reason(lines, form) or add_waits(lines, form)
    button = ft.OutlinedButton(
        form.strings.ui("add_row"),
        icon=ft.Icons.ADD,
        on_click=lambda _: add(lines, form),
        disabled=why is not None,
    )
    found: list[ft.Control] = [
        ft.Semantics(identifier=f"action:add:{_place(lines, form)}", container=True, content=button)
    ]
    return [*found, *([] if lines.problem else _why(why))]


def _why(reason: str | None) -> list[ft.Control]:
    """Why the button above is asleep."""
    style = ft.TextThemeStyle.BODY_SMALL
    return [ft.Text(reason, color=ft.Colors.ON_SURFACE_VARIANT, theme_style=style)] if reason else []


def _place(lines: LinesCell, form: FormUi) -> str:
    """`lines`, or `shelves/0/facings` of lines in a row."""
    return form.identifier(lines.path).removeprefix("field:")
