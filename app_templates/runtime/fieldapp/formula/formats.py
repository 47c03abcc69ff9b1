"""The formats of `Text`: `#,##0.00` for numbers, `d mmm yyyy hh:mm` for dates and times."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from fieldapp.formula import coerce, decimals, moments
from fieldapp.formula.languages import ENGLISH, Language, language_of
from fieldapp.formula.values import ErrorValue, Value, invalid
from fieldapp.formula.world import World

LONGEST = 200
NAMED: Final = {
    "ShortDate": "m/d/yyyy",
    "LongDate": "dddd, mmmm d, yyyy",
    "ShortTime": "h:mm AM/PM",
    "LongTime": "h:mm:ss AM/PM",
    "ShortTime24": "hh:mm",
    "LongTime24": "hh:mm:ss",
    "ShortDateTime": "m/d/yyyy h:mm AM/PM",
    "LongDateTime": "dddd, mmmm d, yyyy h:mm:ss AM/PM",
    "ShortDateTime24": "m/d/yyyy hh:mm",
    "LongDateTime24": "dddd, mmmm d, yyyy hh:mm:ss",
    "UTC": "yyyy-mm-ddThh:mm:ss.fffZ",
}
PREFIX = re.compile(r"\[\$-([\w-]*)\]")
QUOTED = r'"[^"]*"|\\.'
DATE_PARTS = re.compile(QUOTED + r"|(?:AM/PM|am/pm|a/p|A/P)|[yYdDmMhHsSfF]+|(?<=[sS]\.)0{1,3}|.", re.DOTALL)
NUMBER_PARTS = re.compile(QUOTED + r"|.", re.DOTALL)


def formatted(world: World, value: Any, form: str, tag: str | None = None) -> Value:
    """`value` in a format and a language; text that isn't a number stays as it is.

    The language is the one that the format begins with (`[$-sv-SE]`), the one asked for, or the app's.
    """
    if len(form) > LONGEST:
        return invalid("The format is too long.")
    prefix = PREFIX.match(form)
    form = form[prefix.end() :] if prefix else form
    language = language_of((prefix[1] if prefix else "") or tag or world.language, world)
    if isinstance(value, str):
        read = coerce.read_number(value)
        if read is None or isinstance(read, ErrorValue):
            return value
        value = read
    if value is None:
        return ""
    if isinstance(value, bool):
        return coerce.text(value)
    named = language.named.get(form) or NAMED.get(form)
    bare = re.sub(QUOTED, "", form)
    if (
        named
        or isinstance(value, dt.date | dt.time | dt.timedelta)
        or (re.search(r"[yYdDhHmM]", bare) and not re.search("[0#]", bare))
    ):
        instant = moments.instant(world, value)
        if isinstance(instant, ErrorValue):
            return instant
        if form == "UTC":
            instant = instant.astimezone(dt.UTC)
        return date_text(instant, named or form, language)
    number = coerce.number(value)
    if isinstance(number, ErrorValue):
        return number
    return number_text(number if isinstance(number, Decimal) else Decimal(repr(number)), form, language)


def date_text(instant: dt.datetime, form: str, language: Language) -> str:
    """An instant in a format of y, m, d, h, s, f and AM/PM; m after an hour or before a second is minutes."""
    parts = DATE_PARTS.findall(form)
    half = any(part.lower() in ("am/pm", "a/p") for part in parts)
    letters = [(i, part[0].lower()) for i, part in enumerate(parts) if re.fullmatch(r"[yYdDmMhHsSfF]+", part)]
    minutes = set()
    for place, (i, letter) in enumerate(letters):
        before = letters[place - 1][1] if place else ""
        after = letters[place + 1][1] if place + 1 < len(letters) else ""
        if letter == "m" and (before == "h" or after == "s"):
            minutes.add(i)
    return "".join(_date_part(instant, part, half, i in minutes, language) for i, part in enumerate(parts))


def _date_part(t: dt.datetime, part: str, half: bool, minutes: bool, language: Language) -> str:
    low, n = part.lower(), len(part)
    if low in ("am/pm", "a/p"):
        word = ("AM" if t.hour < 12 else "PM")[: 2 if low == "am/pm" else 1]
        return word if part.isupper() else word.lower()
    if part[0] == '"' and n > 1:
        return part[1:-1]
    if part[0] == "\\" and n > 1:
        return part[1:]
    if low[0] == "y":
        return f"{t.year % 100:02d}" if n <= 2 else f"{t.year:04d}"
    if low[0] == "m" and minutes:
        return f"{t.minute:02d}" if n > 1 else str(t.minute)
    if low[0] == "m":
        return f"{t.month:0{n}d}" if n <= 2 else language.month(t.month, short=n == 3)
    if low[0] == "d":
        return f"{t.day:0{n}d}" if n <= 2 else language.day(t.weekday(), short=n == 3)
    if low[0] == "h":
        hour = (t.hour % 12 or 12) if half else t.hour
        return f"{hour:02d}" if n > 1 else str(hour)
    if low[0] == "s":
        return f"{t.second:02d}" if n > 1 else str(t.second)
    if low[0] in "f0":
        return f"{t.microsecond:06d}"[: min(n, 6)]
    return part


def number_text(value: Decimal, form: str, language: Language) -> str | ErrorValue:
    """A number in a format of 0, #, comma, point and %; three sections are for positive, negative and zero."""
    sections = form.split(";")
    if value < 0 and len(sections) > 1 and sections[1]:
        value, form = decimals.negate(value), sections[1]
    elif not value and len(sections) > 2 and sections[2]:
        form = sections[2]
    else:
        form = sections[0]
    parts = NUMBER_PARTS.findall(form)
    value = value.scaleb(2 * parts.count("%"), decimals.EXACT)
    point = parts.index(".") if "." in parts else len(parts)
    whole, fraction = parts[:point], parts[point + 1 :]
    slots = [i for i, part in enumerate(whole) if part in "0#"]
    grouped = any(part == "," and slots and slots[0] < i < slots[-1] for i, part in enumerate(whole))
    thousands = 0
    last = slots[-1] if slots else -1
    while slots and last + 1 + thousands < len(whole) and whole[last + 1 + thousands] == ",":
        thousands += 1
    value = value.scaleb(-3 * thousands, decimals.EXACT)
    places = sum(part in "0#" for part in fraction)
    exact = value.copy_abs().quantize(Decimal((0, (1,), -places)), ROUND_HALF_UP, decimals.EXACT)
    digits, _, behind = format(exact, "f").partition(".")
    sign = "-" if value < 0 and exact else ""
    separator = language.group if grouped else ""
    mark = language.point if point < len(parts) else ""
    return sign + _whole(whole, digits.lstrip("0"), separator) + _fraction(fraction, behind, mark)


def _literal(part: str) -> str:
    return part[1:-1] if part[0] == '"' and len(part) > 1 else part[1:] if part[0] == "\\" and len(part) > 1 else part


def _whole(parts: list[str], digits: str, separator: str) -> str:
    slots = sum(part in "0#" for part in parts)
    made: list[str] = []
    placed = 0
    left = digits

    def put(character: str) -> None:
        nonlocal placed
        if placed and placed % 3 == 0:
            made.append(separator)
        made.append(character)
        placed += 1

    seen = 0
    for part in reversed(parts):
        if part in "0#":
            seen += 1
            if left:
                put(left[-1])
                left = left[:-1]
            elif part == "0":
                put("0")
            if seen == slots:
                while left:
                    put(left[-1])
                    left = left[:-1]
        elif part != ",":
            made.append(_literal(part)[::-1])
    return "".join(made)[::-1]


def _fraction(parts: list[str], digits: str, mark: str) -> str:
    shown = len(digits.rstrip("0"))
    made, index = [], 0
    for part in parts:
        if part in "0#":
            if part == "0" or index < shown:
                made.append(digits[index])
            index += 1
        else:
            made.append(_literal(part))
    return (mark if any(part in "0#" for part in parts) and (shown or "0" in parts) else "") + "".join(made)


def shown(world: World, value: Any) -> Any:
    """A date, time or instant where a text is needed: short as in the United States in `en-US`, else ISO.

    In a world whose texts people read (`formula.world.spoken`) it is written as they write it.
    """
    if isinstance(value, dt.datetime):
        value = moments.instant(world, value)
    write = getattr(world, "write", None)
    if write is not None and isinstance(value, dt.date | dt.time):
        return write(value)
    if world.language != "en-US" or not isinstance(value, dt.date | dt.time | dt.timedelta):
        return coerce.text(value)
    name = "ShortDateTime" if isinstance(value, dt.datetime) else "ShortDate"
    form = NAMED[name if isinstance(value, dt.date) else "ShortTime"]
    instant = moments.instant(world, value)
    return instant if isinstance(instant, ErrorValue) else date_text(instant, form, ENGLISH)
