"""time: a time of day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.locale import Locale, ascii_digits
from fieldapp.fields.patterns import by_pattern

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_EXAMPLE = dt.time(14, 30)
_CLOCK = re.compile(
    r"(?:kl\.? ?)?([0-9]{1,2})(?:[:.h ]?([0-9]{2})(?:[:.]([0-9]{2}))?)? ?h?([ap])?\.?(?:m\.?)?", re.IGNORECASE
)


def write_time(value: dt.time, locale: Locale) -> str:
    """Hours and minutes in the language's way."""
    return by_pattern(locale.time, value, locale)


def read_time(text: str, locale: Locale) -> dt.time | Unreadable | None:
    """The time in `text`: `14:30`, `14.30`, `1430`, `14`, `2:30 pm`, and `pm` in the language's own word."""
    rest = _half_of_day(ascii_digits(text, locale).strip(), locale)
    if not rest:
        return None
    unreadable = Unreadable("not_a_time", {"example": write_time(_EXAMPLE, locale)})
    found = _CLOCK.fullmatch(rest)
    if found is None:
        return unreadable
    hour, minute, second = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            return unreadable
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    try:
        return dt.time(hour, minute, second)
    except ValueError:  # no such time: 25:00
        return unreadable


def _half_of_day(text: str, locale: Locale) -> str:
    """The language's words for the halves of a day, before or after the clock, as am and pm after it."""
    for word, half in ((ascii_digits(locale.am, locale), "am"), (ascii_digits(locale.pm, locale), "pm")):
        for spelled in (word, word.rstrip(".")):
            if spelled and text.casefold().startswith(spelled.casefold()):
                return f"{text[len(spelled) :].strip()} {half}"
            if spelled and text.casefold().endswith(spelled.casefold()):
                return f"{text[: -len(spelled)].strip()} {half}"
    return text


class TimeType(FieldType):
    """A time of day without a zone; stored as ISO text with seconds."""

    name = "time"
    gives = "time"
    compared = "time"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return read_time(text, locale)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else write_time(value, locale)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None or not value.second:
            return self.show(value, locale, app)
        return f"{value:%H:%M:%S}"

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else value.isoformat("seconds")

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if data is None or data == "" else dt.time.fromisoformat(str(data))

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return dt.time(where.chance.randint(8, 17), where.chance.choice((0, 15, 30, 45)))
