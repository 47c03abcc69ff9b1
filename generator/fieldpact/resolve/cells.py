"""A cell of reference data, as people and Excel write it -> the text that the store reads."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from fieldapp.fields.currency import minor_digits

WRITTEN = {
    "integer": "a whole number such as 12",
    "number": "a number such as 12.5",
    "money": "an amount such as 12.50, with no more decimals than the currency has",
    "percent": "a share such as 15% or 0.15",
    "yes_no": "true or false",
    "date": "a date such as 2027-01-15",
    "time": "a time such as 12:30",
    "datetime": "a date and time such as 2027-01-15T12:30",
}
"""What a cell of a type looks like; types not named take any text."""

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


def written_value(kind: str, text: str, currency: str) -> str | None:
    """The stored text (money in minor units, percent as a fraction, dates as ISO), or None where it is none."""
    if kind in ("integer", "number", "money", "percent"):
        return _number(kind, text, currency)
    if kind == "yes_no":
        low = text.lower()
        return "true" if low in _YES else "false" if low in _NO else None
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
    share = kind == "percent" and text.endswith("%")
    plain = text.removesuffix("%").strip() if share else text
    if not _NUMBER.match(plain) or len(plain) > 30:
        return None
    value = Decimal(plain.replace(",", "."))
    if share:
        value = value.scaleb(-2)
    if kind == "money":
        value = value.scaleb(minor_digits(currency))
    if kind in ("integer", "money") and value != value.to_integral_value():
        return None
    if kind in ("integer", "money"):
        return str(int(value))
    shown = format(value, "f")
    return (shown.rstrip("0").rstrip(".") if "." in shown else shown) or "0"
