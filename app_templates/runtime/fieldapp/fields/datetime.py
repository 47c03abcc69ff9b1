"""datetime: an instant."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.date import read_date, write_date
from fieldapp.fields.locale import Locale, ascii_digits
from fieldapp.fields.time import read_time, write_time

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_EXAMPLE = dt.datetime(2027, 12, 31, 14, 30)
_STORED = re.compile(r"(.+)Z([+-][0-9]{2}:[0-9]{2})")
_TIME_LAST = re.compile(r"(.*[0-9]\.?)(?:[,،T]|\s)\s*([^0-9,]*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\D*)", re.I)


def _write(value: dt.datetime, locale: Locale) -> str:
    return locale.moment.format(date=write_date(value.date(), locale), time=write_time(value.time(), locale))


class DatetimeType(FieldType):
    """An aware instant, shown in the zone of the phone.

    Stored as UTC first and the offset it was made with after it: `2027-02-01T08:30:00.000Z+01:00`. Text in this form
    sorts by time, and the hour on the clock of the person who wrote it stays known.
    """

    name = "datetime"
    gives = "datetime"
    compared = "datetime"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        rest = ascii_digits(text, locale).strip()
        if not rest:
            return None
        unreadable = Unreadable("not_a_datetime", {"example": _write(_EXAMPLE, locale)})
        found = _TIME_LAST.fullmatch(rest)
        if found is None:
            return unreadable
        day, time = read_date(found[1], locale), read_time(found[2], locale)
        if isinstance(day, Unreadable):
            return day
        if day is None or not isinstance(time, dt.time):
            return unreadable
        return _with_offset(dt.datetime.combine(day, time, locale.zone))

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else _write(value.astimezone(locale.zone), locale)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return value.replace(microsecond=value.microsecond // 1000 * 1000) if value is not None else None

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if value is None:
            return None
        utc = value.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
        return f"{utc}Z{value.isoformat()[-6:]}"

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or data == "":
            return None
        found = _STORED.fullmatch(str(data))
        if found is None:
            plain = dt.datetime.fromisoformat(str(data))
            return plain if plain.tzinfo is not None else plain.replace(tzinfo=dt.UTC)
        offset = dt.datetime.fromisoformat(f"2000-01-01T00:00:00{found[2]}").tzinfo
        return dt.datetime.fromisoformat(found[1]).replace(tzinfo=dt.UTC).astimezone(offset)


def _with_offset(value: dt.datetime) -> dt.datetime:
    """The same instant with a fixed offset: a zone's rules may change after the record is stored."""
    offset = value.utcoffset() or dt.timedelta()
    return value.replace(tzinfo=dt.timezone(offset))

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return where.now - dt.timedelta(hours=where.chance.randint(1, 200))
