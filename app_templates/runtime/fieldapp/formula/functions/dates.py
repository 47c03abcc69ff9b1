"""Dates, times and instants. Instants are taken apart in the world's zone."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from typing import Any

from fieldapp.formula import coerce, moments
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Number, Value, invalid
from fieldapp.formula.world import World

UNITS = ("milliseconds", "seconds", "minutes", "hours", "days", "months", "quarters", "years")
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600}


def built_date(year: int, month: int, day: int) -> dt.date | ErrorValue:
    """A date; months and days past the end run over into the next."""
    if not 1 <= year <= 9999:
        return invalid("The year is from 1 to 9999.")
    try:
        months = year * 12 + month - 1
        return dt.date(months // 12, months % 12 + 1, 1) + dt.timedelta(days=day - 1)
    except (ValueError, OverflowError):
        return invalid(moments.OUT_OF_RANGE)


@function("Date(year: integer, month: integer, day: integer) -> date")
def date(year: int, month: int, day: int) -> Value:
    """A date.

    >>> Date(2027, 2, 28) + 1
    Date(2027, 3, 1)
    """
    return built_date(year, month, day)


@function("Time(hour: integer, minute: integer, second: integer, millisecond?: integer) -> time")
def time(hour: int, minute: int, second: int, milli: int = 0) -> Value:
    """A time of day.

    >>> Hour(Time(14, 30, 0))
    14
    """
    try:
        return moments.span(dt.timedelta(hours=hour, minutes=minute, seconds=second, milliseconds=milli))
    except OverflowError:
        return invalid(moments.OUT_OF_RANGE)


@function(
    "DateTime(year: integer, month: integer, day: integer, hour: integer, minute: integer, second: integer, "
    "millisecond?: integer) -> instant",
    world=True,
)
def date_time(
    world: World, year: int, month: int, day: int, hour: int, minute: int, second: int, milli: int = 0
) -> Value:
    """An instant in the zone where the app is used.

    >>> Hour(DateTime(2027, 1, 5, 14, 30, 0))
    14
    """
    first = built_date(year, month, day)
    if isinstance(first, ErrorValue):
        return first
    try:
        millis = ((hour * 60 + minute) * 60 + second) * 1000 + milli
        return dt.datetime(first.year, first.month, first.day, tzinfo=world.zone) + dt.timedelta(milliseconds=millis)
    except OverflowError:
        return invalid(moments.OUT_OF_RANGE)


def written(world: World, value: Any, language: str | None) -> Any:
    """A text read in a language; other values as they are."""
    return moments.read_instant(world, value, language) if isinstance(value, str) and language else value


@function("DateValue(text: any, language?: option) -> date", world=True)
def date_value(world: World, value: Any, language: str | None = None) -> Value:
    """The date that a text shows.

    >>> DateValue("2027-01-05")
    Date(2027, 1, 5)
    """
    return None if value is None or value == "" else moments.day(world, written(world, value, language))


@function("TimeValue(text: any, language?: option) -> time", world=True)
def time_value(world: World, value: Any, language: str | None = None) -> Value:
    """The time of day that a text shows.

    >>> TimeValue("14:30")
    Time(14, 30, 0)
    """
    return None if value is None or value == "" else moments.clock(world, written(world, value, language))


@function("DateTimeValue(text: any, language?: option) -> instant", world=True)
def date_time_value(world: World, value: Any, language: str | None = None) -> Value:
    """The instant that a text shows.

    >>> DateTimeValue("2027-01-05 14:30") = DateTime(2027, 1, 5, 14, 30, 0)
    true
    """
    return None if value is None or value == "" else moments.instant(world, written(world, value, language))


def unit_of(value: Any) -> str | ErrorValue:
    """A unit of time by its name, its Excel letters being refused; days if none is given."""
    if value is None or value == "":
        return "days"
    name = str(value).casefold()
    return name if name in UNITS else invalid(f"{coerce.short(str(value))} isn't a unit of time.")


def months_on(moment: Any, months: int) -> Any:
    """The same day so many months later, or the month's last."""
    total = moment.year * 12 + moment.month - 1 + months
    if not 12 <= total < 120_000:
        return invalid(moments.OUT_OF_RANGE)
    year, month = divmod(total, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, calendar.monthrange(year, month + 1)[1]))


@function("DateAdd(date: moment, count: number, unit?: option) -> moment", world=True)
def date_add(world: World, moment: Any, count: Number, unit: Any = None) -> Value:
    """A date, time or instant, so many units later.

    >>> DateAdd(Date(2027, 1, 31), 1, TimeUnit.Months)
    Date(2027, 2, 28)
    """
    name = unit_of(unit)
    if isinstance(name, ErrorValue):
        return name
    try:
        instant = moment if isinstance(moment, dt.datetime) else moments.instant(world, moment)
        if isinstance(instant, ErrorValue):
            return instant
        if name in ("months", "quarters", "years"):
            later = months_on(instant, int(count) * {"months": 1, "quarters": 3, "years": 12}[name])
        elif name == "days":
            later = instant + dt.timedelta(days=float(count))
        else:
            step = round(count) * 1000 if name == "milliseconds" else int(count * SECONDS[name] * 1_000_000)
            # In UTC: an hour later is an hour later, on the night the clocks change too.
            later = (instant.astimezone(dt.UTC) + dt.timedelta(microseconds=step)).astimezone(world.zone)
    except (OverflowError, ValueError):
        return invalid(moments.OUT_OF_RANGE)
    if isinstance(later, ErrorValue) or isinstance(moment, dt.datetime):
        return later
    if isinstance(moment, dt.time | dt.timedelta):
        return moments.span(later - dt.datetime(1899, 12, 30, tzinfo=world.zone))
    return moments.days(world, later)


@function("DateDiff(start: instant, end: instant, unit?: option) -> number")
def date_diff(start: dt.datetime, end: dt.datetime, unit: Any = None) -> Value:
    """How many units apart: borders crossed for days and longer, units begun and ended for shorter ones.

    >>> DateDiff(Date(2027, 1, 1), Date(2027, 3, 1), TimeUnit.Months)
    2
    """
    name = unit_of(unit)
    if isinstance(name, ErrorValue):
        return name
    if name == "days":
        return Decimal(end.toordinal() - start.toordinal())
    if name in ("months", "quarters", "years"):
        size = {"months": 1, "quarters": 3, "years": 12}[name]
        return Decimal((end.year * 12 + end.month - 1) // size - (start.year * 12 + start.month - 1) // size)
    micros = (end - start) // dt.timedelta(microseconds=1)
    if name == "milliseconds":
        return Decimal(micros // 1000)
    size = SECONDS[name] * 1_000_000
    base = dt.datetime(1, 1, 1, tzinfo=start.tzinfo)
    return Decimal((end - base) // dt.timedelta(microseconds=size) - (start - base) // dt.timedelta(microseconds=size))


@function("EDate(date: date, months: integer) -> date")
def e_date(day: dt.date, months: int) -> Value:
    """The same day so many months later, or the month's last.

    >>> EDate(Date(2027, 1, 31), 1)
    Date(2027, 2, 28)
    """
    return months_on(day, months)


@function("EOMonth(date: date, months: integer) -> date")
def eo_month(day: dt.date, months: int) -> Value:
    """The last day of the month so many months later.

    >>> EOMonth(Date(2027, 1, 5), 1)
    Date(2027, 2, 28)
    """
    found = months_on(day.replace(day=1), months)
    if isinstance(found, ErrorValue):
        return found
    return found.replace(day=calendar.monthrange(found.year, found.month)[1])


BLANK_PARTS = {"year": 1900, "month": 1}
"""Of a blank date; every other part is 0. Excel's day 0 is in January 1900."""


def _part(name: str, part: str, example: str) -> None:
    def call(world: World, value: Any) -> Value:
        if value is None or value == "":
            return Decimal(BLANK_PARTS.get(part, 0))
        instant = moments.instant(world, value)
        return instant if isinstance(instant, ErrorValue) else Decimal(getattr(instant, part))

    call.__doc__ = f"The {part} of a date or time.\n\n    >>> {example}\n"
    function(f"{name}(date: when) -> number", world=True)(call)


_part("Year", "year", "Year(Date(2027, 1, 5))\n    2027")
_part("Month", "month", "Month(Date(2027, 1, 5))\n    1")
_part("Day", "day", "Day(Date(2027, 1, 5))\n    5")
_part("Hour", "hour", "Hour(Time(14, 30, 0))\n    14")
_part("Minute", "minute", "Minute(Time(14, 30, 0))\n    30")
_part("Second", "second", "Second(Time(14, 30, 5))\n    5")

STARTS = {"sunday": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5}
EXCEL_STARTS = {1: 6, 2: 0, 11: 0, 12: 1, 13: 2, 14: 3, 15: 4, 16: 5, 17: 6}


def week_start(option: Any) -> int | ErrorValue:
    """Which weekday a week starts with, Monday being 0; Sunday if none is given."""
    if option is None or option == "":
        return 6
    found = STARTS.get(option.casefold()) if isinstance(option, str) else EXCEL_STARTS.get(int(option))
    return invalid("That isn't a day for a week to start with.") if found is None else found


def from_zero(option: str | Number | None) -> bool:
    """Whether weekdays are counted from 0 for Monday."""
    return option == "MondayZero" or option == 3


@function("Weekday(date: instant, start?: option) -> number")
def weekday(instant: dt.datetime, start: Any = None) -> Value:
    """The day of the week, 1 being the day it starts with (Sunday if none is given).

    >>> Weekday(Date(2027, 1, 4), StartOfWeek.Monday)
    1
    """
    if from_zero(start):
        return Decimal(instant.weekday())
    first = week_start(start)
    return first if isinstance(first, ErrorValue) else Decimal((instant.weekday() - first) % 7 + 1)


@function("WeekNum(date: instant, start?: option) -> number")
def week_num(instant: dt.datetime, start: Any = None) -> Value:
    """The week of the year; January 1 is in week 1.

    >>> WeekNum(Date(2027, 1, 4), StartOfWeek.Monday)
    2
    """
    first = week_start(start)
    if isinstance(first, ErrorValue):
        return first
    new_year = instant.replace(month=1, day=1)
    offset = (new_year.weekday() - first) % 7
    return Decimal((instant.timetuple().tm_yday - 1 + offset) // 7 + 1)


@function("Today() -> date", world=True)
def today(world: World) -> Value:
    """The date today, where the app is used.

    >>> IsToday(Today())
    true
    """
    return world.today()


@function("Now() -> instant", world=True)
def now(world: World) -> Value:
    """The instant now.

    >>> IsToday(Now())
    true
    """
    return world.now().astimezone(world.zone)


@function("IsToday(date: date) -> boolean", world=True)
def is_today(world: World, day: dt.date) -> Value:
    """Whether a date or instant is today.

    >>> IsToday(Today() - 1)
    false
    """
    return day == world.today()


@function("Me() -> person", world=True)
def me(world: World) -> Value:
    """The person using the app: id, name, role, territory, manager and email.

    >>> IsBlank(Me().name)
    true
    """
    return world.me()
