"""What every input has around it: the name above, the hint or the problem below, the value where nothing can be edited.

The name stands above the input and not inside it, because a name inside is cut off on a phone and a hint vanishes
as soon as something is typed. So the visible name is hidden from screen readers, and the input carries it itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from fieldapp.fields import TYPES
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.form_ui import FormUi
from fieldapp.ui.theme import TAP

FILL = ft.Colors.SURFACE_CONTAINER_HIGH
TOP = ft.BorderRadius.only(top_left=12, top_right=12)
INSET = 14
"""Space between the edge of an input and its value."""
FIGURES = frozenset(name for name, kind in TYPES.items() if kind.figure)
"""Types whose values are compared by their size, so they stand flush right in a column."""


def label_of(cell: Cell, form: FormUi) -> str:
    """The field's name in the language."""
    return form.strings.of(cell.definition.label)


def spoken_label(cell: Cell, form: FormUi) -> str:
    """The name as a screen reader says it, with the star that the visible name has."""
    return f"{label_of(cell, form)} *" if cell.required else label_of(cell, form)


def frame(
    cell: Cell,
    form: FormUi,
    build: Callable[[], ft.Control],
    *,
    bare: bool = False,
    captioned: bool = True,
    beside: Sequence[ft.Control] = (),
) -> ft.Control:
    """The input that `build` makes with its name and message; a value where it is read-only; nothing where hidden.

    `bare` leaves the name and the hint out: for an input in a row of a table, whose name heads the column.
    `captioned` is false for an input that shows its name itself. `beside` stands next to a value that is read-only.
    """
    if not cell.visible:
        return ft.Semantics(visible=False)
    if cell.read_only or cell.definition.formula is not None:
        content = fixed(cell, form, bare=bare, beside=beside)
    else:
        parts = [build(), *messages(cell, form, hint=not bare)]
        content = stack([caption(cell, form), *parts] if captioned and not bare else parts)
    return ft.Semantics(identifier=form.identifier(cell.path), content=content)


def caption(
    cell: Cell, form: FormUi, style: ft.TextThemeStyle = ft.TextThemeStyle.LABEL_LARGE, *, expand: bool = False
) -> ft.Control:
    """The visible name, over as many lines as it needs, with a star where a value is required."""
    star = [ft.TextSpan(" *", style=ft.TextStyle(color=ft.Colors.ERROR))] if cell.required else []
    name = ft.Text(
        label_of(cell, form),
        spans=star,
        theme_style=style,
        color=ft.Colors.ERROR if cell.problem else ft.Colors.ON_SURFACE_VARIANT,
    )
    return ft.Semantics(content=name, exclude_semantics=True, expand=expand)


def fixed(cell: Cell, form: FormUi, *, bare: bool = False, beside: Sequence[ft.Control] = ()) -> ft.Control:
    """A value that can be read and not changed."""
    named = said(cell, form, caption(cell, form, expand=expands(cell)), bare=bare)
    named.expand = bool(beside)
    shown = ft.Row([named, *beside], spacing=4) if beside else named
    return stack([shown, *messages(cell, form, hint=not bare)])


def expands(cell: Cell) -> bool:
    """Whether a value stands beside its name, flush right: a computed figure."""
    return cell.definition.type in FIGURES and cell.definition.formula is not None


def said(cell: Cell, form: FormUi, name: ft.Control, *, bare: bool = False) -> ft.Semantics:
    """A value under its `name`; a computed one is larger, since people look for it."""
    computed = cell.definition.formula is not None
    style = ft.TextThemeStyle.TITLE_LARGE if computed and not bare else ft.TextThemeStyle.BODY_LARGE
    value = reading(cell)
    figure = cell.definition.type in FIGURES
    align = ft.TextAlign.END if figure and bare else ft.TextAlign.START
    text = ft.Text(value or "–", theme_style=style, selectable=not bare, color=ft.Colors.ON_SURFACE, text_align=align)
    if bare:
        content: ft.Control = ft.Row([text], alignment=ft.MainAxisAlignment.END) if figure else text
    else:
        content = ft.Container(
            content=ft.Row([name, text]) if figure and computed else ft.Column([name, text], spacing=2),
            bgcolor=ft.Colors.SURFACE_CONTAINER,
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=INSET, vertical=10),
        )
    return ft.Semantics(
        label=f"{label_of(cell, form)}: {value or form.strings.ui('not_answered')}",
        container=True,
        exclude_semantics=True,
        content=content,
    )


def pressable(content: ft.Control, name: str, pressed: Callable[[], object], *, error: bool = False) -> ft.Control:
    """A field that opens something when tapped; it looks like a text field, and a screen reader meets one button."""
    line = ft.Container(height=2 if error else 1, bgcolor=ft.Colors.ERROR if error else ft.Colors.ON_SURFACE_VARIANT)
    inside = ft.Container(content, padding=ft.Padding.symmetric(horizontal=INSET + 4, vertical=14))
    return ft.Semantics(
        label=name,
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=lambda _: pressed(),
        content=ft.Container(
            ft.Column([inside, line], spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
            on_click=lambda _: pressed(),
            ink=True,
            bgcolor=FILL,
            border_radius=TOP,
            clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        ),
    )


def spoken_only(name: str) -> ft.Text:
    """A label of a text field that is read out and takes no room, because the visible name stands elsewhere."""
    return ft.Text(name, size=1, width=1, max_lines=1, color=ft.Colors.TRANSPARENT)


def underline(cell: Cell) -> dict[ft.ControlState, ft.InputBorder]:
    """The line below an input: thick in the brand's colour while one types, red where something is wrong."""

    def line(width: int, color: ft.ColorValue) -> ft.UnderlineInputBorder:
        side = ft.BorderSide(width, ft.Colors.ERROR if cell.problem else color)
        return ft.UnderlineInputBorder(side=side, border_radius=TOP)

    return {
        ft.ControlState.DEFAULT: line(2 if cell.problem else 1, ft.Colors.ON_SURFACE_VARIANT),
        ft.ControlState.FOCUSED: line(2, ft.Colors.PRIMARY),
    }


def icon_button(
    icon: ft.IconData, name: str, pressed: Callable[[], object], *, disabled: bool = False
) -> ft.IconButton:
    """A button with an icon only; the icon carries the name, because a tooltip lands outside of the button."""
    return ft.IconButton(
        icon=ft.Icon(icon, semantics_label=name),
        on_click=lambda _: pressed(),
        disabled=disabled,
        width=TAP,
        height=TAP,
    )


def quiet_button(icon: ft.IconData, name: str, pressed: Callable[[], object], *, disabled: bool = False) -> ft.Control:
    """A button with an icon only that Tab passes over: for what stands in each of many rows between two numbers."""
    color = ft.Colors.with_opacity(0.38, ft.Colors.ON_SURFACE) if disabled else ft.Colors.ON_SURFACE
    act = None if disabled else lambda _: pressed()
    return ft.Semantics(
        label=name,
        button=True,
        disabled=disabled,
        container=True,
        exclude_semantics=True,
        on_tap=act,
        content=ft.Container(
            ft.Icon(icon, color=color),
            alignment=ft.Alignment.CENTER,
            width=TAP,
            height=TAP,
            disabled=disabled,
            on_click=act,
        ),
    )


def messages(cell: Cell, form: FormUi, *, hint: bool = True) -> list[ft.Control]:
    """The problem, else the hint, as the line below an input; without `hint` it starts at the edge of the input."""
    if cell.problem:
        text = ft.Text(cell.problem, color=ft.Colors.ERROR, theme_style=ft.TextThemeStyle.BODY_SMALL)
        return [ft.Semantics(content=_inset(text) if hint else text, live_region=True, container=True)]
    if hint and cell.sealed is not None and cell.row is cell.sealed.row:
        words = form.strings.ui("sealed_by", label=label_of(cell.sealed, form))
        style = ft.TextThemeStyle.BODY_SMALL
        return [_inset(ft.Text(words, color=ft.Colors.ON_SURFACE_VARIANT, theme_style=style))]
    if hint and cell.definition.hint:
        text = ft.Text(
            form.strings.of(cell.definition.hint),
            color=ft.Colors.ON_SURFACE_VARIANT,
            theme_style=ft.TextThemeStyle.BODY_SMALL,
        )
        return [_inset(text)]
    return []


def _inset(text: ft.Text) -> ft.Control:
    return ft.Container(text, padding=ft.Padding.only(left=INSET, right=INSET))


def stack(controls: list[ft.Control]) -> ft.Column:
    """What belongs to one input, from its name down to its message."""
    return ft.Column(controls, spacing=4, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
