"""date: a day, typed, picked from a calendar, or today."""

from __future__ import annotations

import datetime as dt

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.calendar import pick_date
from fieldapp.ui.fields.frame import frame, icon_button
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow

HOW = Typing(keyboard=ft.KeyboardType.DATETIME)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a date cell."""
    follow(cell)
    typed = ft.use_memo(Typed, [])
    today = cell.context.world.today()

    def put(day: dt.date) -> None:
        form.engine.set(cell.path, day)

    def calendar() -> None:
        pick_date(form, cell.value if isinstance(cell.value, dt.date) else today, put, cell.minimum, cell.maximum)

    def build() -> ft.Control:
        buttons = [icon_button(ft.Icons.CALENDAR_MONTH_OUTLINED, form.strings.ui("pick_date"), calendar)]
        if cell.value != today and not bare:
            name = cell.show(today)
            buttons.insert(0, icon_button(ft.Icons.TODAY, name, lambda: put(today)))
        return text_field(cell, form, typed, HOW, buttons, dense=bare)

    return frame(cell, form, build, bare=bare)
