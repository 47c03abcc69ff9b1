"""rating: stars to tap; the one that is set already, tapped again, clears them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, label_of, spoken_label
from fieldapp.ui.fields.integer import IN_TABLE
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.fields.typed import Typed, text_field
from fieldapp.ui.form_ui import FormUi, follow
from fieldapp.ui.theme import TAP


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a rating cell. A screen reader hears `3 of 5`, and each star by its number.

    In a table there is no room for stars: the number is typed.
    """
    follow(cell)
    typed = ft.use_memo(Typed, [])
    most = cell.definition.stars or 5
    now = int(cell.value) if isinstance(cell.value, Decimal) else 0

    def tap(star: int) -> None:
        form.engine.set(cell.path, None if star == now else Decimal(star))

    def build() -> ft.Control:
        if bare:
            return text_field(cell, form, typed, IN_TABLE, dense=True)
        said = reading(cell) or form.strings.ui("not_answered")
        stars = [_star(cell, form, star, now, tap) for star in range(1, most + 1)]
        return ft.Semantics(
            label=f"{spoken_label(cell, form)}: {said}",
            container=True,
            content=ft.Row(list(stars), wrap=True, spacing=0, run_spacing=0),
        )

    return frame(cell, form, build, bare=bare)


def _star(cell: Cell, form: FormUi, star: int, now: int, tap: Callable[[int], None]) -> ft.Control:
    full = star <= now
    name = f"{label_of(cell, form)}: {cell.show(Decimal(star))}"
    icon = ft.Icon(
        ft.Icons.STAR_ROUNDED if full else ft.Icons.STAR_OUTLINE_ROUNDED,
        size=36,
        color=ft.Colors.PRIMARY if full else ft.Colors.ERROR if cell.problem else ft.Colors.OUTLINE,
    )
    return ft.Semantics(
        label=name,
        button=True,
        selected=star == now,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: tap(star),
        key=str(star),
        content=ft.Container(
            icon,
            width=TAP,
            height=TAP,
            alignment=ft.Alignment.CENTER,
            border_radius=TAP,
            ink=True,
            on_click=lambda _: tap(star),
        ),
    )
