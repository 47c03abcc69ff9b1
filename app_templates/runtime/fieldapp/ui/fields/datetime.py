"""datetime: an instant, typed in the app's zone or picked from a calendar and a clock."""

from __future__ import annotations

import datetime as dt

import flet as ft

from fieldapp.form.cell import Cell
from fieldapp.ui.fields.calendar import pick_date, pick_time
from fieldapp.ui.fields.frame import frame, icon_button
from fieldapp.ui.fields.typed import Typed, Typing, text_field
from fieldapp.ui.form_ui import FormUi, follow

HOW = Typing(keyboard=ft.KeyboardType.DATETIME)


@ft.component
def field(cell: Cell, form: FormUi, bare: bool = False) -> ft.Control:
    """The input of a datetime cell. The calendar keeps the time, the clock keeps the day."""
    follow(cell)
    typed = ft.use_memo(Typed, [])
    world = cell.context.world

    def shown() -> dt.datetime:
        instant = cell.value if isinstance(cell.value, dt.datetime) else world.now()
        return instant.astimezone(world.zone)

    def put(day: dt.date, time: dt.time) -> None:
        local = dt.datetime.combine(day, time.replace(second=0, microsecond=0), world.zone)
        form.engine.set(cell.path, local)

    def calendar() -> None:
        pick_date(form, shown().date(), lambda day: put(day, shown().time()))

    def clock() -> None:
        pick_time(form, shown().time(), lambda time: put(shown().date(), time))

    def build() -> ft.Control:
        buttons = [
            icon_button(ft.Icons.CALENDAR_MONTH_OUTLINED, form.strings.ui("pick_date"), calendar),
            icon_button(ft.Icons.SCHEDULE, form.strings.ui("pick_time"), clock),
        ]
        return text_field(cell, form, typed, HOW, buttons, dense=bare)

    return frame(cell, form, build, bare=bare)
