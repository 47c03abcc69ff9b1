"""time: a time of day, typed or picked from a clock."""

from __future__ import annotations

import datetime as dt

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.calendar import pick_time
from fieldapp.ui.fields.frame import frame, icon_button
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow

HOW = Typing(keyboard=ft.KeyboardType.DATETIME)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a time cell."""
    follow(cell)
    typed = ft.use_memo(Typed, [])

    def clock() -> None:
        world = cell.context.world
        shown = cell.value if isinstance(cell.value, dt.time) else world.now().astimezone(world.zone).time()
        pick_time(form, shown, lambda picked: form.engine.set(cell.path, picked))

    def build() -> ft.Control:
        buttons = [icon_button(ft.Icons.SCHEDULE, form.strings.ui("pick_time"), clock)]
        return text_field(cell, form, typed, HOW, buttons, dense=bare)

    return frame(cell, form, build, bare=bare)
