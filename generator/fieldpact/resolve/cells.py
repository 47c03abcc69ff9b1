"""A cell of reference data, as people and Excel write it -> the text that the store reads."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

from fieldapp.fields.currency import minor_digits
from fieldapp.fields.duration import read_minutes
from fieldapp.fields.numerals import canonical
from fieldapp.fields.places import place

WRITTEN = {
    "integer": "a whole number such as 12",
    "number": "a number such as 12.5",
    "money": "an amount such as 12.50, with no more decimals than the currency has",
    "percent": "a share such as 15% or 0.15",
    "score": "a share such as 15% or 0.15",
    "rating": "a number of stars such as 4",
    "scale": "a number such as 7",
    "duration": "minutes, or hours and minutes such as 1:30",
    "yes_no": "true or false",
    "date": "a date such as 2027-01-15",
    "time": "a time such as 12:30",
    "location": "latitude and longitude such as 59.33,18.06",
    "datetime": "a date and time such as 2027-01-15T12:30",
}
"""What a cell of a type looks like; types not named take any text."""

SIGNED_AT = "2027-01-04T12:00:00.000Z+00:00"
"""When a name that the tests of a spec give as a signature was written."""
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def written_value(kind: str, text: str, currency: str) -> str | None:
    """The stored text (money in minor units, percent as a fraction, dates as ISO), or None where it is none."""
    if kind == "duration":
        minutes = read_minutes(text)
        return None if minutes is None else str(minutes)
    if kind in ("integer", "rating", "scale", "number", "money", "percent", "score"):
        return _number(kind, text, currency)
    if kind == "yes_no":
        low = text.lower()
        return "true" if low in _YES else "false" if low in _NO else None
    if kind == "location":
        return _place(text)
    if kind == "signature":
        return json.dumps({"name": text, "at": SIGNED_AT, "typed": True}, ensure_ascii=False)
    try:
        if kind == "date":
            return dt.date.fromisoformat(text).isoformat()
        if kind == "time":
            return dt.time.fromisoformat(text).replace(tzinfo=None).isoformat("minutes")
        if kind == "datetime":
            at = dt.datetime.fromisoformat(text)
            return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).isoformat()
    except ValueError:
        return None
    return text


def _number(kind: str, text: str, currency: str) -> str | None:
    """One decimal sign, point or comma; no groups, which can't be told apart from decimals."""
    share = kind in ("percent", "score") and text.endswith("%")
    plain = text.removesuffix("%").strip() if share else text
    if not _NUMBER.match(plain) or len(plain) > 30:
        return None
    value = Decimal(plain.replace(",", "."))
    if share:
        value = value.scaleb(-2)
    if kind == "money":
        value = value.scaleb(minor_digits(currency))
    if kind in ("integer", "rating", "money") and value != value.to_integral_value():
        return None
    if kind in ("integer", "rating", "money"):
        return str(int(value))
    shown = format(value, "f")
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"


def _place(text: str) -> str | None:
    """Decimals have points, since a comma stands between the two. A third number is how many metres it may be off."""
    north, east, *near = (*(part.strip() for part in text.split(",")), "")
    try:
        found = place(north, east, next(filter(None, near), None)) if text.count(",") in (1, 2) else None
    except ValueError:
        return None
    return None if found is None else ",".join(canonical(part) for part in found.values() if part is not None)
