"""scale: a slider between two ends, with the number above it; blank until it is touched."""

from __future__ import annotations

from decimal import Decimal

import flet as ft

from fieldapp.fields.numerals import CONTEXT, as_decimal, tidy
from fieldapp.fields.scale import step_of
from fieldapp.form.cell import Cell
from fieldapp.ui.fields.frame import frame, icon_button, label_of, spoken_label
from fieldapp.ui.fields.number import HOW
from fieldapp.ui.fields.reading import reading
from fieldapp.ui.fields.typed import Typed, text_field
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a scale cell; in a table, and where its ends can't be worked out, the number is typed."""
    follow(cell)
    typed = ft.use_memo(Typed, [])
    low, high = cell.minimum, cell.maximum

    def build() -> ft.Control:
        if bare or not (isinstance(low, Decimal) and isinstance(high, Decimal) and low < high):
            return text_field(cell, form, typed, HOW, dense=bare)
        return _slider(cell, form, low, high)

    return frame(cell, form, build, bare=bare)


def _slider(cell: Cell, form: FormUi, low: Decimal, high: Decimal) -> ft.Control:
    blank = not isinstance(cell.value, Decimal)
    step = step_of(cell.definition)
    said = reading(cell) or form.strings.ui("not_answered")

    def slid(at: float) -> None:
        """The nearest step: the slider counts in floats."""
        steps = CONTEXT.divide(as_decimal(at) - low, step).to_integral_value()
        form.engine.set(cell.path, tidy(min(low + steps * step, high)))

    def stepped(by: int) -> Decimal:
        """One step on, as a screen reader asks for it; blank counts as the lowest."""
        return tidy(min(max((low if blank else cell.value) + by * step, low), high))

    # Where the thumb already stands, a tap changes nothing and only ends: that is how the lowest value is picked.
    slider = ft.Slider(
        value=float(low if blank else min(max(cell.value, low), high)),
        min=float(low),
        max=float(high),
        divisions=max(int((high - low) / step), 1),
        active_color=ft.Colors.OUTLINE if blank else ft.Colors.PRIMARY,
        thumb_color=ft.Colors.OUTLINE if blank else ft.Colors.PRIMARY,
        inactive_color=ft.Colors.SURFACE_CONTAINER_HIGHEST,
        padding=ft.Padding.symmetric(horizontal=12, vertical=14),
        on_change=lambda event: slid(event.control.value),
        on_change_end=lambda event: slid(event.control.value),
    )
    number = ft.Text(
        reading(cell) or "–",
        theme_style=ft.TextThemeStyle.HEADLINE_SMALL,
        color=ft.Colors.ON_SURFACE_VARIANT if blank else ft.Colors.ON_SURFACE,
    )
    name = f"{label_of(cell, form)}: {form.strings.ui('clear')}"
    clear = icon_button(ft.Icons.CLOSE, name, lambda: form.engine.set(cell.path, None), disabled=blank)
    clear.opacity = 0 if blank else 1
    head = ft.Row(
        [ft.Semantics(content=number, exclude_semantics=True), clear],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        height=48,
    )
    named = ft.Semantics(
        value=f"{spoken_label(cell, form)}: {said}",  # a browser's slider has no other place for its name
        increased_value=cell.show(stepped(1)),
        decreased_value=cell.show(stepped(-1)),
        slider=True,
        container=True,
        exclude_semantics=True,
        on_increase=lambda _: form.engine.set(cell.path, stepped(1)),
        on_decrease=lambda _: form.engine.set(cell.path, stepped(-1)),
        content=slider,
    )
    parts: list[ft.Control] = [head, named]
    if cell.definition.ends is not None:
        parts.append(_ends(cell, form))
    return ft.Container(
        ft.Column(parts, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(2, ft.Colors.ERROR) if cell.problem else None,
        border_radius=12,
        padding=ft.Padding.only(left=14, right=4, top=2, bottom=12),
    )


def _ends(cell: Cell, form: FormUi) -> ft.Control:
    ends = cell.definition.ends
    low = form.strings.of(ends.low) if ends is not None and ends.low else ""
    high = form.strings.of(ends.high) if ends is not None and ends.high else ""

    def end(text: str, align: ft.TextAlign) -> ft.Text:
        style, color = ft.TextThemeStyle.BODY_SMALL, ft.Colors.ON_SURFACE_VARIANT
        return ft.Text(text, theme_style=style, color=color, text_align=align, expand=True)

    row = ft.Row(
        [end(low, ft.TextAlign.START), end(high, ft.TextAlign.END)],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return ft.Container(row, padding=ft.Padding.only(right=10))
