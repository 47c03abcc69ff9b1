"""rank: options tapped in order, the best first, and moved up and down by buttons; nothing to drag on a phone."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, icon_button, spoken_label
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a rank cell: those that have a place, then those that wait for one.

    In a table there is no room for a list: the options are typed in order, with `;` between them.
    """
    follow(cell)
    typed = ft.use_memo(Typed, [])
    labels = {option.value: form.strings.of(option.label) for option in cell.definition.options}
    placed: list[str] = list(cell.value or [])
    most = min(int(cell.maximum), len(labels)) if cell.maximum else len(labels)

    def put(values: list[str]) -> None:
        form.engine.set(cell.path, values or None)

    def move(value: str, by: int) -> None:
        rest = [one for one in placed if one != value]
        at = placed.index(value) + by
        put([*rest[:at], value, *rest[at:]])

    def build() -> ft.Control:
        if bare:
            return text_field(cell, form, typed, Typing(), dense=True)
        rows: list[ft.Control] = []
        for at, value in enumerate(placed):
            label = labels.get(value, value)
            up = icon_button(
                ft.Icons.ARROW_UPWARD,
                f"{label}: {form.strings.ui('move_up')}",
                _moving(move, value, -1),
                disabled=not at,
            )
            down = icon_button(
                ft.Icons.ARROW_DOWNWARD,
                f"{label}: {form.strings.ui('move_down')}",
                _moving(move, value, 1),
                disabled=at == len(placed) - 1,
            )
            out = [one for one in placed if one != value]
            said = f"{at + 1}. {label}: {form.strings.ui('clear')}"
            rows.append(_row(value, str(at + 1), label, said, _putting(put, out), [up, down]))
        for value, label in labels.items():
            if value not in placed:
                free = len(placed) < most
                said = f"{label}: {form.strings.ui('rank_place', place=len(placed) + 1)}" if free else label
                rows.append(_row(value, "", label, said, _putting(put, [*placed, value]) if free else None, []))
        how = ft.Text(
            form.strings.ui("rank_how", n=most),
            theme_style=ft.TextThemeStyle.BODY_SMALL,
            color=ft.Colors.ON_SURFACE_VARIANT,
        )
        return ft.Semantics(
            label=spoken_label(cell, form),
            container=True,
            content=ft.Container(
                ft.Column(
                    [ft.Container(how, padding=ft.Padding.only(left=14, right=14, top=8, bottom=4)), *rows],
                    spacing=0,
                    tight=True,
                    horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                ),
                bgcolor=ft.Colors.SURFACE_CONTAINER,
                border=ft.Border.all(2, ft.Colors.ERROR) if cell.problem else None,
                border_radius=12,
                padding=ft.Padding.only(bottom=6),
            ),
        )

    return frame(cell, form, build, bare=bare)


def _moving(move: Callable[[str, int], None], value: str, by: int) -> Callable[[], None]:
    return lambda: move(value, by)


def _putting(put: Callable[[list[str]], None], values: list[str]) -> Callable[[], None]:
    return lambda: put(values)


def _row(
    value: str, place: str, label: str, said: str, tapped: Callable[[], None] | None, buttons: list[ft.IconButton]
) -> ft.Control:
    """An option: its number in a disc, or a ring where it has none yet."""
    disc = ft.Container(
        ft.Text(place, weight=ft.FontWeight.W_700, color=ft.Colors.ON_PRIMARY),
        width=32,
        height=32,
        border_radius=16,
        alignment=ft.Alignment.CENTER,
        bgcolor=ft.Colors.PRIMARY if place else None,
        border=None if place else ft.Border.all(2, ft.Colors.OUTLINE if tapped else ft.Colors.OUTLINE_VARIANT),
    )
    name = ft.Text(
        label,
        theme_style=ft.TextThemeStyle.BODY_LARGE,
        color=ft.Colors.ON_SURFACE if tapped else ft.Colors.ON_SURFACE_VARIANT,
        expand=True,
    )
    face = ft.Semantics(
        label=said,
        button=tapped is not None,
        container=True,
        exclude_semantics=True,
        on_tap=None if tapped is None else lambda _: tapped(),
        expand=True,
        content=ft.Container(
            ft.Row([disc, name], spacing=12),
            on_click=None if tapped is None else lambda _: tapped(),
            ink=tapped is not None,
            padding=ft.Padding.symmetric(horizontal=14, vertical=8),
        ),
    )
    return ft.Row([face, *buttons], spacing=0, key=value)
