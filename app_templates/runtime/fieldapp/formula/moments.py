"""Dates, times and instants: from other values, and back. Instants are shown and taken apart in the world's zone."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from fieldapp.formula import coerce, decimals
from fieldapp.formula.languages import ENGLISH, language_of
from fieldapp.formula.values import EPOCH, ErrorValue, Number, invalid
from fieldapp.formula.world import World

DATE = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})")
SLASHED = re.compile(r"\s*(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
NAMED = re.compile(
    r"\s*(?:(?P<day>\d{1,2})\.?\s+(?P<month>[^\W\d_]{3,12}\.?)|(?P<month2>[^\W\d_]{3,12}\.?)\s+(?P<day2>\d{1,2}))"
    r",?\s+(?P<year>\d{4})"
)
CLOCK = re.compile(
    r"\s*T?\s*(\d{1,2})(?::(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?|(?=\s*[AaPp][Mm]))"
    r"\s*([AaPp][Mm])?\s*(Z|[+-]\d{2}:?\d{2})?\s*"
)
OUT_OF_RANGE = "The date is outside the years 1 to 9999."
MIDNIGHT = dt.time()
DAY_ZERO = dt.datetime(1899, 12, 30)
MICROS = 86_400_000_000


def from_days(world: World, count: Number) -> dt.datetime | ErrorValue:
    """The instant that a number of days stands for."""
    try:
        exact = count if isinstance(count, Decimal) else Decimal(repr(count))
        micros = int(decimals.EXACT.multiply(exact, Decimal(MICROS)).to_integral_value(context=decimals.EXACT))
        return dt.datetime(1899, 12, 30, tzinfo=world.zone) + dt.timedelta(microseconds=(micros + 500) // 1000 * 1000)
    except (OverflowError, ArithmeticError):
        return invalid(OUT_OF_RANGE)


def instant(world: World, value: Any) -> dt.datetime | ErrorValue:
    """Any date, time, number of days, text or blank as an instant in the world's zone."""
    if isinstance(value, dt.datetime):
        return value if value.tzinfo is world.zone else value.astimezone(world.zone)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day, tzinfo=world.zone)
    if isinstance(value, dt.time):
        return dt.datetime.combine(EPOCH, value, tzinfo=world.zone)
    if isinstance(value, dt.timedelta):
        return dt.datetime(1899, 12, 30, tzinfo=world.zone) + value
    if isinstance(value, ErrorValue):
        return value
    if isinstance(value, str) and value.strip():
        return read_instant(world, value)
    count = coerce.number(value)
    return count if isinstance(count, ErrorValue) else from_days(world, count)


def day(world: World, value: Any) -> dt.date | ErrorValue:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    found = instant(world, value)
    return found if isinstance(found, ErrorValue) else found.date()


def days(world: World, value: Any) -> dt.date | ErrorValue:
    """A day with a part of one, as dates and numbers add up to: half a day added twice is a day."""
    found = instant(world, value)
    return found if isinstance(found, ErrorValue) or found.time() != MIDNIGHT else found.date()


def clock(world: World, value: Any) -> dt.time | dt.timedelta | ErrorValue:
    """A time of day; what is before or beyond one day stays a time span, as sums of times are."""
    if isinstance(value, dt.time | dt.timedelta):
        return value
    if isinstance(value, str):
        found = instant(world, value)
        return found if isinstance(found, ErrorValue) else found.time()
    if isinstance(value, dt.datetime):
        return value.astimezone(world.zone).time()
    found = instant(world, value)
    return found if isinstance(found, ErrorValue) else span(found - dt.datetime(1899, 12, 30, tzinfo=world.zone))


def span(value: dt.timedelta) -> dt.time | dt.timedelta:
    """A time of day where it is one."""
    return (dt.datetime.min + value).time() if dt.timedelta() <= value < dt.timedelta(days=1) else value


def daytime(world: World, value: Any) -> dt.time | ErrorValue:
    """What a clock shows at a time, whatever the day."""
    found = clock(world, value)
    return (DAY_ZERO + found).time() if isinstance(found, dt.timedelta) else found


def moment(world: World, value: Any) -> dt.date | dt.time | dt.timedelta | ErrorValue:
    """A date, time or instant as it is; anything else as an instant."""
    return value if isinstance(value, dt.date | dt.time | dt.timedelta) else instant(world, value)


def read_instant(world: World, text: str, language: str | None = None) -> dt.datetime | ErrorValue:
    """ISO dates and instants, dates with slashes, dots or names as a language writes them, and times of day.

    Months stand before days in the English of the United States, which is what plain `en` means, and nowhere else.
    """
    tag = language or world.language
    unreadable = invalid(f"{coerce.short(text)} isn't a date or time.")
    year, month, date, rest = 1899, 12, 30, text
    if match := DATE.match(text):
        year, month, date = (int(part) for part in match.groups())
        rest = text[match.end() :]
    elif match := SLASHED.match(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        month, date = (first, second) if tag in ("en", "en-US") else (second, first)
        rest = text[match.end() :]
    elif (match := NAMED.match(text)) is not None:
        name = (match["month"] or match["month2"]).lower()
        month = month_of(name, tag)
        date, year = int(match["day"] or match["day2"]), int(match["year"])
        rest = text[match.end() :]
    time = read_clock(rest) if rest.strip() else (dt.time(), None)
    if time is None or (match is None and not rest.strip()):
        return unreadable
    try:
        found = dt.datetime.combine(dt.date(year, month, date), time[0], tzinfo=time[1] or world.zone)
        return found if time[1] is None else found.astimezone(world.zone)
    except (ValueError, OverflowError):
        return unreadable


def month_of(name: str, tag: str) -> int:
    """A month by its name in a language, or in English; 0 if it is none."""
    bare = name.lower().rstrip(".")
    for language in (language_of(tag), ENGLISH):
        for number in range(1, 13):
            full = language.month(number, short=False).lower()
            if bare in (full, full[:3], language.month(number, short=True).lower().rstrip(".")):
                return number
    return 0


def read_clock(text: str) -> tuple[dt.time, dt.tzinfo | None] | None:
    """A time of day with its offset, if it names one; None where it is neither."""
    match = CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, fraction, half, offset = match.groups()
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.lower() == "pm" else 0)
    zone: dt.tzinfo | None = None
    if offset == "Z":
        zone = dt.UTC
    elif offset:
        away = dt.timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
        if away >= dt.timedelta(days=1):
            return None
        zone = dt.timezone(-away if offset[0] == "-" else away)
    try:
        return dt.time(hours, int(minute or 0), int(second or 0), int((fraction or "0")[:6].ljust(6, "0"))), zone
    except ValueError:
        return None
