"""choice: one of some options, as chips while they are few and short, else as a list that drops down or is searched."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.form.offer import offered, refusal
from fieldapp.ui.fields.chips import chips, fits_chips
from fieldapp.ui.fields.frame import FILL, frame, spoken_label, underline
from fieldapp.ui.fields.option_sheet import is_long, nothing_offered, picker
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a choice cell. Tapping the chosen chip again clears it."""
    follow(cell)

    def choose(value: str) -> None:
        form.engine.set(cell.path, None if value in ("", cell.value) else value)

    def build() -> ft.Control:
        if is_long(cell):
            return picker(cell, form, bare=bare)
        options = _with_picked(cell, offered(cell))
        if not options:
            return nothing_offered(form, refusal(cell))
        if not bare and fits_chips([label for _, label in options]):
            return chips(cell, form, options, [cell.value] if cell.value else [], choose)
        return _dropdown(cell, form, options)

    return frame(cell, form, build, bare=bare)


def _with_picked(cell: Cell, options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """One that was picked and no longer fits stays in sight: its message is about it."""
    gone = cell.value is not None and all(value != cell.value for value, _ in options)
    return [*options, (str(cell.value), cell.show(cell.value))] if gone else options


def _dropdown(cell: Cell, form: FormUi, options: list[tuple[str, str]]) -> ft.Control:
    listed = options if cell.required else [("", "–"), *options]
    dropdown = ft.Dropdown(
        value=cell.value,
        options=[ft.DropdownOption(key=value, text=label) for value, label in listed],
        hint_text=form.strings.ui("pick"),
        border=underline(cell),
        filled=True,
        fill_color=FILL,
        menu_height=360,
        expand=True,
        on_select=lambda event: form.engine.set(cell.path, event.control.value or None),
    )
    # A drop-down list that can't be typed into has no accessible name of its own.
    return ft.Semantics(label=spoken_label(cell, form), container=True, content=ft.Row([dropdown]))
