"""From one kind of value to another, as Power Fx converts. Errors pass through; what can't be read is an error."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from fieldapp.formula import decimals
from fieldapp.formula.values import EPOCH, ErrorValue, Number, invalid, numeric

NUMBER = re.compile(
    r"\s*(?P<before>[$€£%+(\s-]*)"
    r"(?P<digits>\d{1,40}(?:,\d{1,40}){0,12}(?:\.\d{0,40})?"
    r"|\.\d{1,40})(?P<exp>[eE][+-]?\d{1,4})?"
    r"(?P<after>[$€£%)\s+-]*)"
)
AROUND = re.compile(r"[+-]?[$€£]?[+-]?|[$€£]?\(\)|\([$€£]?\)|[+-]?[$€£]")
MISPLACED = re.compile(r"[$€£]\s*%|%\s*[+-]$")
COMMA_LANGUAGES = frozenset(
    [
        "sv",
        "de",
        "fr",
        "es",
        "fi",
        "nb",
        "nn",
        "no",
        "da",
        "nl",
        "it",
        "pl",
        "pt",
        "cs",
        "tr",
        "ru",
        "uk",
        "el",
        "hu",
        "ro",
    ]
)
"""Languages that write decimals with a comma."""
DAY = 86_400


def number(value: Any) -> Number | ErrorValue:
    """Blank is 0, true is 1, text is read, a date is its number of days since 1899-12-30."""
    if type(value) is Decimal or type(value) is float or type(value) is ErrorValue:
        return value
    kind = value.__class__
    if value is None:
        return decimals.ZERO
    if kind is bool or kind is int:
        return Decimal(int(value))
    if kind is str:
        read = read_number(value)
        return decimals.ZERO if read is None else read
    if kind in (dt.date, dt.datetime, dt.time, dt.timedelta):
        return days(value)
    return invalid("This value isn't a number.")


def read_number(text: str, language: str = "en") -> Number | ErrorValue | None:
    """The number that a text shows ("1,234.5", "12%", "$ 3", "(5)"); None where the text is empty."""
    if not text:
        return None
    unreadable = invalid(f"{short(text)} isn't a number.")
    if language in COMMA_LANGUAGES:
        text = re.sub(r"(?<=\d)[\s\u00a0\u202f.](?=\d)", "", text.replace("$", "?"))
        text = text.replace(",", ".")
    match = NUMBER.fullmatch(text)
    if match is None:
        return unreadable
    around = re.sub(r"\s", "", match["before"] + match["after"])
    percents = around.count("%")
    around = around.replace("%", "")
    misplaced = MISPLACED.search(match["before"] + "." + match["after"])
    if misplaced or percents > 1 or AROUND.fullmatch(around) is None or len(set(around) & {"+", "-"}) > 1:
        return unreadable
    value = Decimal(match["digits"].replace(",", "") + (match["exp"] or ""))
    if "-" in around or "(" in around:
        value = decimals.negate(value)
    if percents:
        value = decimals.EXACT.divide(value, decimals.HUNDRED)
    fitted = decimals.fit(value)
    return unreadable if isinstance(fitted, ErrorValue) else fitted


def days(value: dt.date | dt.time | dt.timedelta) -> Number:
    """Days since 1899-12-30, a time as a fraction of a day."""
    whole = 0
    if isinstance(value, dt.timedelta):
        return decimals.EXACT.divide(Decimal(value // dt.timedelta(microseconds=1)), Decimal(DAY * 1_000_000))
    if isinstance(value, dt.date):
        whole = value.toordinal() - EPOCH.toordinal()
        if not isinstance(value, dt.datetime):
            return Decimal(whole)
    micros = ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond
    fraction = decimals.divide(Decimal(micros), Decimal(DAY * 1_000_000))
    return decimals.EXACT.add(Decimal(whole), fraction) if isinstance(fraction, Decimal) else Decimal(whole)


def integer(value: Any) -> int | ErrorValue:
    """A number without its fraction, for counts and positions."""
    found = number(value)
    if isinstance(found, ErrorValue):
        return found
    try:
        return int(found)
    except (OverflowError, ValueError):
        return numeric("The number is too large.")


def text(value: Any) -> str | ErrorValue:
    """Blank is "", numbers without trailing zeros, dates as they are written in ISO."""
    if type(value) is str or type(value) is ErrorValue:
        return value
    kind = value.__class__
    if value is None:
        return ""
    if kind is Decimal:
        return decimals.show(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is float:
        return show_float(value)
    if kind is int:
        return str(value)
    if kind is dt.datetime:
        return str(value.replace(tzinfo=None).isoformat(" ", "minutes"))
    if kind is dt.timedelta:
        value = (dt.datetime.combine(EPOCH, dt.time()) + value).time()
    if kind is dt.time or kind is dt.timedelta:
        return str(value.isoformat("seconds" if value.second else "minutes"))
    if kind is dt.date:
        return str(value.isoformat())
    return invalid("This value can't be shown as text.")


def show_float(value: float) -> str:
    """As .NET writes doubles: 1E+100, 0.1, 3."""
    mantissa, _, exponent = f"{value!r}".partition("e")
    mantissa = mantissa.removesuffix(".0")
    if not exponent:
        return "0" if mantissa == "-0" else mantissa
    power = int(exponent)
    if -7 < power < 21:
        return format(Decimal(repr(value)), "f")
    return f"{mantissa}E{'-' if power < 0 else '+'}{abs(power):02d}"


def boolean(value: Any) -> bool | ErrorValue:
    """Blank is false, a number is true unless 0, a text must read true or false."""
    if type(value) is bool or type(value) is ErrorValue:
        return value
    kind = value.__class__
    if value is None:
        return False
    if kind is Decimal or kind is float or kind is int:
        return bool(value)
    if kind is str:
        word = str(value).strip().lower()
        if word in ("true", "false", ""):
            return word == "true"
        return invalid(f"{short(value)} is neither true nor false.")
    return invalid("This value is neither true nor false.")


def table(value: Any) -> list[Any] | ErrorValue | None:
    if value is None or isinstance(value, ErrorValue):
        return value
    return value if isinstance(value, list) else list(value)


def short(text: str) -> str:
    """A text as it stands in a message."""
    return f'"{text}"' if len(text) <= 40 else f'"{text[:39]}…"'
