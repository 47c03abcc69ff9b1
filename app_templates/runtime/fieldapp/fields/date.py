"""date: a day."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.locale import Locale, ascii_digits
from fieldapp.fields.patterns import by_pattern

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_EXAMPLE = dt.date(2027, 12, 31)
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_PARTS = re.compile(r"([0-9]{1,4})[./ 年월년-]+([0-9]{1,2})[./ 月-]+([0-9]{1,4})[.日일]?")
_DAY_NAME = re.compile(r"([0-9]{1,2})[. -]*([^0-9]+?)[., -]*([0-9]{4})")
_NAME_DAY = re.compile(r"([^0-9]+?)[. ]*([0-9]{1,2})[, ]+([0-9]{4})")
_WORDS = re.compile(r"[^\W\d_]+")


def write_date(value: dt.date, locale: Locale) -> str:
    """The day in the language's way."""
    return by_pattern(locale.date, value, locale)


def read_date(text: str, locale: Locale) -> dt.date | Unreadable | None:
    """The day in `text`, in the language's order; ISO is read everywhere. Years of two digits are 1969 to 2068."""
    rest = ascii_digits(text, locale).strip()
    if not rest:
        return None
    unreadable = Unreadable("not_a_date", {"example": write_date(_EXAMPLE, locale)})
    if found := _ISO.fullmatch(rest) or _COMPACT.fullmatch(rest):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_NAME.fullmatch(rest):
        year, month, day = int(found[3]), _month(found[2], locale), int(found[1])
    elif found := _NAME_DAY.fullmatch(rest):
        year, month, day = int(found[3]), _month(found[1], locale), int(found[2])
    elif found := _PARTS.fullmatch(rest):
        order = _order(found, locale)
        if not order:
            return Unreadable("date_ambiguous", {"example": write_date(_EXAMPLE, locale)})
        parts = dict(zip(order, found.groups(), strict=True))
        year, month, day = _year(parts["y"]), int(parts["m"]), int(parts["d"])
    else:
        return unreadable
    try:
        return dt.date(year, month, day)
    except ValueError:  # no such day: 31 April, month 0
        return unreadable


def _order(found: re.Match[str], locale: Locale) -> str:
    """How three groups of digits are read: three letters of y, m and d, or "" where nobody can tell."""
    if len(found[1]) == 4:
        return "ymd"
    if locale.date_order == "ymd" and len(found[3]) < 4 and "-" in found[0]:
        return "ymd"
    if locale.date_order in ("dmy", "ymd"):
        return "dmy"
    if locale.date_order == "mdy":
        return "mdy"
    if int(found[1]) > 12 or found[1] == found[2]:
        return "dmy"
    return "mdy" if int(found[2]) > 12 else ""


def _month(text: str, locale: Locale) -> int:
    """1 to 12, and 0 for words of which none is a month in the language or in English."""
    for word in _WORDS.findall(text.casefold()):
        for names in (locale.months, locale.months_short, locale.months_alone):
            for number, name in enumerate(names, 1):
                if word in _WORDS.findall(name.casefold()):
                    return number
        if (short := word[:3].title()) in _MONTHS:
            return _MONTHS.index(short) + 1
    return 0


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 69 else 1900)


class DateType(FieldType):
    """A calendar day without a zone; stored as ISO text."""

    name = "date"
    gives = "date"
    compared = "date"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return read_date(text, locale)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else write_date(value, locale)

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else value.isoformat()

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if data is None or data == "" else dt.date.fromisoformat(str(data))

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        day = where.now.date() + dt.timedelta(days=where.chance.randint(-20, 20))
        if where.low is not None and day < where.low:
            day = where.low
        return where.high if where.high is not None and day > where.high else day
