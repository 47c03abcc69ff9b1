"""CLDR's patterns for days and times (`d MMM y`, `h:mm a`), filled."""

from __future__ import annotations

import datetime as dt
import re

from fieldapp.fields.locale import Locale, own_digits

_PARTS = re.compile(r"'([^']*)'|([yMLdEHhKkmsa])\2*|.", re.DOTALL)


def by_pattern(pattern: str, value: dt.date | dt.time, locale: Locale) -> str:
    """The day or time in the language's words and digits; what stands in quotes stays as it is."""
    return "".join(_part(found, value, locale) for found in _PARTS.finditer(pattern))


def _part(found: re.Match[str], value: dt.date | dt.time, locale: Locale) -> str:
    part, letter = found[0], found[2]
    if letter is None:
        return found[1] if found[1] is not None else part
    if isinstance(value, dt.date):
        return _day_part(letter, len(part), value, locale)
    return _time_part(letter, len(part), value, locale)


def _day_part(letter: str, width: int, value: dt.date, locale: Locale) -> str:
    if letter == "y":
        return _digits(value.year % 100 if width == 2 else value.year, 4 if width == 1 else width, locale)
    if letter in "ML":
        names = _months(letter, width, locale)
        return names[value.month - 1] if names else _digits(value.month, min(width, 2), locale)
    if letter == "E":
        names = locale.days if width == 4 else locale.days_short
        return names[value.weekday()] if names else ""
    return _digits(value.day, width, locale)


def _months(letter: str, width: int, locale: Locale) -> tuple[str, ...]:
    if width < 3:
        return ()
    if width == 3:
        return locale.months_short
    return locale.months_alone if letter == "L" else locale.months


def _time_part(letter: str, width: int, value: dt.time, locale: Locale) -> str:
    if letter == "a":
        return locale.am if value.hour < 12 else locale.pm
    hours = {"H": value.hour, "k": value.hour or 24, "K": value.hour % 12, "h": value.hour % 12 or 12}
    number = hours.get(letter, value.minute if letter == "m" else value.second)
    return _digits(number, width, locale)


def _digits(number: int, width: int, locale: Locale) -> str:
    return own_digits(f"{number:0{width}d}", locale)
