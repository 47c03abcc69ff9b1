"""yes_no: a switch; two chips where an answer is asked for, since a switch that was never touched looks like a no."""

from __future__ import annotations

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.chips import chips
from fieldapp.ui.fields.frame import frame, label_of
from fieldapp.ui.form_ui import FormUi, follow


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a yes_no cell."""
    follow(cell)
    asked = cell.definition.required is not None and cell.definition.default is None
    if asked and not bare:
        return frame(cell, form, lambda: _yes_or_no(cell, form))
    return frame(cell, form, lambda: _switch(cell, form, bare), bare=bare, captioned=False)


def _yes_or_no(cell: Cell, form: FormUi) -> ft.Control:
    answers = {"yes": True, "no": False}
    chosen = [name for name, answer in answers.items() if answer is cell.value]

    def tap(name: str) -> None:
        form.engine.set(cell.path, None if name in chosen else answers[name])

    return chips(cell, form, [(name, form.strings.ui(name)) for name in answers], chosen, tap)


def _switch(cell: Cell, form: FormUi, bare: bool) -> ft.Control:
    name = label_of(cell, form)
    switch = ft.Switch(
        value=cell.value is True,
        on_change=lambda event: form.engine.set(cell.path, event.control.value),
    )
    label = ft.Text(name, theme_style=ft.TextThemeStyle.BODY_LARGE, expand=True)
    row = switch if bare else ft.Row([ft.Semantics(content=label, exclude_semantics=True, expand=True), switch])
    return ft.Semantics(label=name, container=True, content=row)
