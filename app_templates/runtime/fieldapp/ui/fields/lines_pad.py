"""A pad: each row a card with its title, large steppers and its amount."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.ui import fields
from fieldapp.ui.fields.frame import FIGURES, caption, icon_button, label_of, messages
from fieldapp.ui.fields.lines_row import lead, remove
from fieldapp.ui.fields.link import open_search
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.fields.steps import less, more
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.figure import total_field
from fieldapp.ui.form_ui import FormUi, follow

BESIDE = 112
"""Width of a figure that is typed beside its name."""
HOW = Typing(keyboard=ft.KeyboardType.NUMBER, align=ft.TextAlign.CENTER)

memo: Callable[[Callable[..., ft.Control]], Callable[..., ft.Control]] = ft.memo
"""Flet's own, with a type."""


def pad(lines: LinesCell, form: FormUi) -> list[ft.Control]:
    """The cards. A card renders again only when its place changes; the leaves in it follow their own cells."""
    return [memo(card)(lines, row, at, form, key=row.id) for at, row in enumerate(lines.rows)]


@ft.component
def card(lines: LinesCell, row: Row, at: int, form: FormUi) -> ft.Control:
    """One row. `at` is its place from 0; it stands in the identifiers of the inputs."""
    first = lead(lines)
    cells = [cell for name, cell in row.cells.items() if first is None or name != first.name]
    computed = [cell for cell in cells if cell.definition.formula is not None]
    figure = total_field([cell.definition for cell in cells])
    amount = row.cells[figure.name] if figure else None
    count = next((cell for cell in cells if cell.definition.type == "integer" and cell not in computed), None)
    others = [cell for cell in cells if cell not in computed and cell is not count]
    title = _Title(row.cells[first.name], form) if first else ft.Text(form.strings.ui("row", n=at + 1), expand=True)
    head: list[ft.Control] = [title]
    if not lines.read_only:
        head.append(icon_button(ft.Icons.CLOSE, form.strings.ui("remove_row"), lambda: remove(lines, row, form)))
    foot: list[ft.Control] = [_Stepper(count, form)] if count else []
    foot.append(_Amount(amount, form) if amount else ft.Container(expand=True))
    parts: list[ft.Control] = [
        ft.Row(head, vertical_alignment=ft.CrossAxisAlignment.START, spacing=4),
        *[_Figure(cell, form) for cell in computed if cell is not amount],
        ft.Row(foot, alignment=ft.MainAxisAlignment.SPACE_BETWEEN),
        *[_Beside(cell, form) if cell.definition.type in FIGURES else fields.input_for(cell, form) for cell in others],
    ]
    return ft.Container(
        ft.Column(parts, spacing=6, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=16,
        padding=ft.Padding.only(left=14, top=4, right=8, bottom=12),
    )


@ft.component
def _Beside(cell: Cell, form: FormUi) -> ft.Control:
    """A figure in one line with its name, since a card must not fill the screen."""
    follow(cell)
    if not cell.visible:
        return ft.Semantics(visible=False)
    return ft.Row(
        [caption(cell, form, expand=True), ft.Container(fields.input_for(cell, form, bare=True), width=BESIDE)]
    )


@ft.component
def _Title(cell: Cell, form: FormUi) -> ft.Control:
    """What the row is about; a tap picks something else."""
    follow(cell)
    said = reading(cell) or form.strings.ui("pick")
    text = ft.Text(
        said,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        color=ft.Colors.ON_SURFACE if cell.value else ft.Colors.PRIMARY,
    )
    fixed = cell.read_only
    face = ft.Semantics(
        identifier=form.identifier(cell.path),
        label=f"{label_of(cell, form)}: {said}",
        button=not fixed,
        container=True,
        exclude_semantics=True,
        on_tap=None if fixed else lambda _: open_search(cell, form),
        content=ft.Container(
            text,
            on_click=None if fixed else lambda _: open_search(cell, form),
            ink=not fixed,
            border_radius=8,
            padding=ft.Padding.only(top=11, bottom=11),  # with the line of text, room for a thumb
        ),
    )
    parts = [face, *messages(cell, form, hint=False)]
    stretch = ft.CrossAxisAlignment.STRETCH
    return ft.Column(parts, spacing=2, tight=True, expand=True, horizontal_alignment=stretch)


@ft.component
def _Stepper(cell: Cell, form: FormUi) -> ft.Control:
    """− number +, with room for a thumb."""
    follow(cell)
    typed = ft.use_memo(Typed, [])
    if not cell.visible:
        return ft.Semantics(visible=False)
    if cell.read_only:
        return ft.Text(reading(cell), theme_style=ft.TextThemeStyle.TITLE_MEDIUM)
    down, up = less(cell, form), more(cell, form)
    for button in (down, up):
        button.bgcolor = ft.Colors.SECONDARY_CONTAINER
        button.icon_color = ft.Colors.ON_SECONDARY_CONTAINER
    number = ft.Container(text_field(cell, form, typed, HOW, dense=True), width=72)
    row = ft.Row([down, number, up], spacing=6, tight=True)
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        content=ft.Column([row, *messages(cell, form, hint=False)], spacing=2, tight=True),
    )


@ft.component
def _Amount(cell: Cell, form: FormUi) -> ft.Control:
    """What the row comes to."""
    follow(cell)
    said = reading(cell)
    text = ft.Text(
        said,
        theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
        weight=ft.FontWeight.W_600,
        text_align=ft.TextAlign.END,
    )
    return ft.Semantics(
        identifier=form.identifier(cell.path),
        label=f"{label_of(cell, form)}: {said}",
        container=True,
        exclude_semantics=True,
        visible=cell.visible,
        expand=True,
        content=ft.Container(text, padding=ft.Padding.only(right=4), alignment=ft.Alignment.CENTER_RIGHT),
    )


@ft.component
def _Figure(cell: Cell, form: FormUi) -> ft.Control:
    """A computed value on the way to the amount, in one quiet line."""
    follow(cell)
    said = reading(cell)
    style = ft.TextThemeStyle.BODY_MEDIUM
    text = ft.Text(f"{label_of(cell, form)}: {said}", theme_style=style, color=ft.Colors.ON_SURFACE_VARIANT)
    return ft.Semantics(identifier=form.identifier(cell.path), content=text, visible=cell.visible and bool(said))
