"""The world of a formula whose text people read: days and times in it are written in their language.

Stored titles and values stay in ISO's form, so that a list sorts and a record compares alike on every phone.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fieldapp.app.locale import LocaleDef
from fieldapp.fields.date import write_date
from fieldapp.fields.locale import Locale, locale_of
from fieldapp.fields.time import write_time
from fieldapp.formula.languages import Language
from fieldapp.formula.world import World

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef

_FORMAT = re.compile(r"'([^']*)'|y+|a|[MLdEHKhkms]+|[^']")


class Spoken:
    """The world behind it in everything else."""

    def __init__(self, app: AppDef, world: World) -> None:
        self._world = world
        self._locale = locale_of(app.locales, world.language, world.zone)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._world, name)

    def write(self, value: dt.date | dt.time) -> str:
        """A day, a time, or an instant in the zone of the phone."""
        return write_moment(value, self._locale)


def write_moment(value: dt.date | dt.time, locale: Locale) -> str:
    """A day, a time of day, or an instant that already is in the zone to show it in."""
    if isinstance(value, dt.datetime):
        return locale.moment.format(date=write_date(value.date(), locale), time=write_time(value.time(), locale))
    return write_time(value, locale) if isinstance(value, dt.time) else write_date(value, locale)


def formula_languages(locales: Mapping[str, LocaleDef]) -> dict[str, Language]:
    """What the formats of `Text` need to know of the app's languages, by tag in small letters."""
    return {tag.lower(): _language(definition) for tag, definition in locales.items() if definition.months}


@functools.lru_cache(maxsize=64)
def _language(definition: LocaleDef) -> Language:
    day, time = _format(definition.date), _format(definition.time)
    return Language(
        months=definition.months,
        days=definition.days,
        short_months=definition.months_short,
        short_days=definition.days_short,
        point=definition.decimal,
        group=definition.group,
        named={
            "ShortDate": day,
            "LongDate": _format(definition.date_long),
            "ShortTime": time,
            "ShortDateTime": f"{day} {time}",
        },
    )


def _format(pattern: str) -> str:
    """CLDR's pattern as a format of `Text`: `d MMM y` is `d mmm yyyy`, `h:mm a` is `h:mm AM/PM`."""
    return "".join(_format_part(found) for found in _FORMAT.finditer(pattern))


def _format_part(found: re.Match[str]) -> str:
    part = found[0]
    if found[1] is not None:
        return f'"{found[1]}"'
    if part[0] == "y":
        return "yy" if part == "yy" else "yyyy"
    if part == "a":
        return "AM/PM"
    if part[0] == "E":
        return "dddd" if len(part) == 4 else "ddd"
    return part.lower().replace("l", "m").replace("k", "h")
