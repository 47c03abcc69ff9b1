"""The calendar and the clock that open over a form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import flet as ft

from fieldapp.ui.form_ui import FormUi

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)


def pick_date(
    form: FormUi, shown: dt.date, picked: Callable[[dt.date], None], lowest: object = None, highest: object = None
) -> None:
    """Open a calendar at `shown`; days outside of lowest and highest can't be picked."""
    first = lowest if isinstance(lowest, dt.date) else FIRST
    last = highest if isinstance(highest, dt.date) and highest >= first else LAST
    form.page.show_dialog(
        ft.DatePicker(
            value=min(max(shown, first), last),
            first_date=first,
            last_date=last,
            help_text=form.strings.ui("pick_date"),
            cancel_text=form.strings.ui("cancel"),
            confirm_text=form.strings.ui("ok"),
            on_change=lambda event: picked(day_of(event.control.value)),
        )
    )


def pick_time(form: FormUi, shown: dt.time, picked: Callable[[dt.time], None]) -> None:
    """Open a clock at `shown`."""
    form.page.show_dialog(
        ft.TimePicker(
            value=shown,
            help_text=form.strings.ui("pick_time"),
            cancel_text=form.strings.ui("cancel"),
            confirm_text=form.strings.ui("ok"),
            on_change=lambda event: picked(event.control.value),
        )
    )


def day_of(value: dt.date) -> dt.date:
    """The day that was tapped in a calendar.

    The client sends its local midnight as an instant in UTC, which is the day before anywhere east of Greenwich. On
    a phone Python knows the zone. Behind a browser it may not; then the nearest midnight is the day, in every zone
    from UTC-12 to UTC+12.
    """
    if not isinstance(value, dt.datetime):
        return value
    if value.tzinfo is None:
        return value.date()
    local = value.astimezone()
    if local.time() == dt.time():
        return local.date()
    return (value.astimezone(dt.UTC) + dt.timedelta(hours=12)).date()
