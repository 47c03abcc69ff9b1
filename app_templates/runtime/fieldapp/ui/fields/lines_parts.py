"""The leaves of a row: its title, its stepper, its figures. Each follows its own cell."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import label_of, messages
from fieldapp.ui.fields.lines_row import Parts, Several
from fieldapp.ui.fields.link import open_search
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.fields.steps import step, step_name, stopped
from fieldapp.ui.fields.typed import Typing, text_field, use_typed
from fieldapp.ui.form_ui import FormUi, follow, follow_value
from fieldapp.ui.theme import TAP

HOW = Typing(keyboard=ft.KeyboardType.NUMBER, align=ft.TextAlign.CENTER)
FIGURE = 56
"""Width of the stepped figure: four digits at the usual size of text."""
STEPPER = 48 + FIGURE + 48 + 4


@ft.component
def Title(cell: Cell, form: FormUi, settled: bool = False) -> ft.Control:
    """What the row is about; where a person picks that, a tap picks something else, unless it is `settled` once it is
    picked."""
    follow(cell)
    said = reading(cell) or ("–" if cell.read_only else form.strings.ui("pick"))
    text = ft.Text(
        said,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        color=ft.Colors.ON_SURFACE if cell.value or cell.read_only else ft.Colors.PRIMARY,
        max_lines=3,
        overflow=ft.TextOverflow.ELLIPSIS,
    )
    picks = not cell.read_only and cell.definition.type == "link" and not (settled and cell.value)
    face = ft.Semantics(
        identifier=form.identifier(cell.path),
        label=f"{label_of(cell, form)}: {said}",
        button=picks,
        container=True,
        exclude_semantics=True,
        on_tap=(lambda _: open_search(cell, form)) if picks else None,
        content=ft.Container(
            text,
            on_click=(lambda _: open_search(cell, form)) if picks else None,
            ink=picks,
            border_radius=8,
            padding=ft.Padding.symmetric(vertical=11 if picks else 2),  # with the line of text, room for a thumb
        ),
    )
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column([face, *messages(cell, form, hint=False)], spacing=2, tight=True, horizontal_alignment=stretch)


@ft.component
def Stepper(cell: Cell, form: FormUi) -> ft.Control:
    """− number +, with room for a thumb; a tap on the number types it. What is typed draws nothing anew."""
    typed = use_typed(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    if cell.read_only:
        text = ft.Text(reading(cell) or "–", theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
        name = f"{label_of(cell, form)}: {reading(cell) or form.strings.ui('not_answered')}"
        return ft.Semantics(
            identifier=form.identifier(cell.path), label=name, container=True, exclude_semantics=True, content=text
        )
    number = ft.Container(text_field(cell, form, typed, HOW, dense=True), width=FIGURE)
    row = ft.Row([_Step(cell, form, -1), number, _Step(cell, form, 1)], spacing=2, tight=True)
    said = messages(cell, form, hint=False)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        content=ft.Column([row, *(ft.Container(one, width=STEPPER) for one in said)], spacing=2, tight=True),
    )


@ft.component
def _Step(cell: Cell, form: FormUi, by: int) -> ft.Control:
    """− or +; drawn anew only when it falls asleep or wakes up.

    It never has the keyboard's focus: Tab leads from a number to the next row's number, and Enter changes nothing.
    """
    follow_value(cell, lambda: stopped(cell, by))
    said, asleep = step_name(cell, form, by)

    def act(_: object) -> None:
        step(cell, form, by)

    face = ft.Container(
        ft.Icon(
            ft.Icons.REMOVE if by < 0 else ft.Icons.ADD,
            color=ft.Colors.with_opacity(0.38, ft.Colors.ON_SURFACE) if asleep else ft.Colors.ON_SECONDARY_CONTAINER,
        ),
        bgcolor=ft.Colors.with_opacity(0.12, ft.Colors.ON_SURFACE) if asleep else ft.Colors.SECONDARY_CONTAINER,
        shape=ft.BoxShape.CIRCLE,
        alignment=ft.Alignment.CENTER,
        width=TAP,
        height=TAP,
        disabled=asleep,
        on_click=None if asleep else act,
    )
    return ft.Semantics(
        label=said,
        button=True,
        disabled=asleep,
        container=True,
        exclude_semantics=True,
        on_tap=None if asleep else act,
        content=face,
    )


@ft.component
def Figures(parts: Parts, form: FormUi) -> ft.Control:
    """What is computed in a row, as one leaf: most of it changes together, and each drawing apart costs as much.

    As long as a person could fill the row in and hasn't, figures that come to nothing aren't shown.
    """
    cells, amount = parts.figures, parts.amount
    entered = [parts.count] if parts.count else list(parts.others)
    follow(ft.use_memo(lambda: Several([*cells, *([amount] if amount else []), *entered]), []))
    waits = bool(entered) and not parts.filled
    named = len(cells) > 1
    shown = [
        _figure(cell, form, named=named or cell.definition.type != "money")
        for cell in cells
        if cell.problem or not (waits and _is_nothing(cell))
    ]
    return ft.Row([*shown, *([_amount(amount, form)] if amount else [])], wrap=True, spacing=10, run_spacing=0)


def _is_nothing(cell: Cell) -> bool:
    return cell.value is None or (cell.value == 0 and not isinstance(cell.value, bool))


def _amount(cell: Cell, form: FormUi) -> ft.Control:
    """What the row comes to; nothing until something is filled in."""
    said = reading(cell) if cell.value or cell.problem else ""
    text = ft.Text(said, theme_style=ft.TextThemeStyle.BODY_MEDIUM, weight=ft.FontWeight.W_700)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        label=f"{label_of(cell, form)}: {said}",
        container=True,
        exclude_semantics=not cell.problem,
        visible=cell.visible and bool(said or cell.problem),
        content=ft.Column([text, *messages(cell, form, hint=False)], spacing=0, tight=True) if cell.problem else text,
    )


def _figure(cell: Cell, form: FormUi, named: bool) -> ft.Control:
    """A computed value on the way to the amount, in small print; `named` with its name before it."""
    said = reading(cell)
    style = ft.TextThemeStyle.BODY_MEDIUM
    words = f"{label_of(cell, form)}: {said}"
    text = ft.Text(words if named else said, theme_style=style, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        label=words,
        container=True,
        exclude_semantics=not cell.problem,
        visible=cell.visible and bool(said or cell.problem),
        content=ft.Column([text, *messages(cell, form, hint=False)], spacing=0, tight=True) if cell.problem else text,
    )
