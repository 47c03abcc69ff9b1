"""Decimal numbers as people write them: decimal comma or point, groups of three."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from fieldapp.fields.base import Unreadable
from fieldapp.fields.locale import Locale, ascii_digits, own_digits

# Wide enough for every decimal of the formula language (magnitude below 2^96, scale up to 28) to pass unrounded.
# A context of its own: the thread's context isn't the same on every thread.
CONTEXT = Context(prec=80, rounding=ROUND_HALF_UP)
LIMIT = Decimal(2**96)
MAX_SCALE = 28

_SPACES = re.compile("[\\s'’]+")
_NUMBER = re.compile("(?=.*[0-9])[0-9 .,]*(?<![ ])")
_DIGITS = re.compile("[0-9]*")
_EXAMPLE = Decimal("1.5")


def read_decimal(text: str, locale: Locale) -> Decimal | Unreadable | None:
    """The number in `text`: `1 234,50`, `1.234,50` and `1234.5` in Swedish or German, `1,234.50` in English.

    A lone separator that could be the decimals of one country and the thousands of the next is refused rather than
    guessed: a wrong guess is a factor of a thousand in somebody's order.
    """
    rest = _SPACES.sub(" ", _plain_marks(ascii_digits(text, locale), locale).strip()).replace("−", "-")
    if not rest:
        return None
    not_a_number = Unreadable("not_a_number", {"example": write_decimal(_EXAMPLE, locale)})
    sign = "-" if rest.startswith("-") else ""
    rest = rest[1:].strip() if rest[0] in "+-" else rest
    if not _NUMBER.fullmatch(rest):
        return not_a_number
    decimal = _decimal_mark(rest, locale)
    if decimal is None:
        return Unreadable("number_ambiguous", _examples(rest, locale))
    whole, _, fraction = rest.partition(decimal) if decimal else (rest, "", "")
    digits = _without_groups(whole, locale)
    if digits is None or not _DIGITS.fullmatch(fraction) or not digits + fraction:
        return not_a_number
    if len(digits.lstrip("0")) > 29 or len(fraction) > MAX_SCALE:
        return Unreadable("number_too_long")
    value = Decimal(f"{sign}{digits or '0'}.{fraction or '0'}")
    if value.copy_abs() >= LIMIT:
        return Unreadable("number_too_long")
    return tidy(value)


def _plain_marks(text: str, locale: Locale) -> str:
    """Marks that only some languages have, such as ٫ and ٬, as a point and a space: they mean one thing."""
    point = locale.decimal if locale.decimal in ".," else "."
    return text.replace("٫", point).replace("٬", " ")


def _decimal_mark(text: str, locale: Locale) -> str | None:
    """The sign that starts the decimals, "" where there are none, None where nobody can tell."""
    decimal = locale.decimal if locale.decimal in ".," else "."
    group = locale.group if locale.decimal in ".," else ""
    marks = [mark for mark in ".," if mark in text]
    if not marks:
        return ""
    if len(marks) == 2:
        return max(marks, key=text.rfind)
    mark = marks[0]
    if text.count(mark) > 1:
        return ""
    # Nothing is grouped twice, and no group of thousands starts with zero or nothing.
    if mark == decimal or " " in text or text[0] in f"0{mark}":
        return mark
    thousands_shaped = re.fullmatch(r"[1-9][0-9]{0,2}[.,][0-9]{3}", text) is not None
    if mark == group:
        return "" if thousands_shaped else None
    return None if thousands_shaped else mark


def _without_groups(whole: str, locale: Locale) -> str | None:
    last, others = locale.group_sizes[0], locale.group_sizes[-1]
    if _DIGITS.fullmatch(whole):
        return whole
    for mark in " .,":
        if re.fullmatch(rf"[1-9][0-9]{{0,2}}([{mark}][0-9]{{3}})+", whole):
            return whole.replace(mark, "")
        if re.fullmatch(rf"[1-9][0-9]{{0,{others - 1}}}([{mark}][0-9]{{{others}}})*[{mark}][0-9]{{{last}}}", whole):
            return whole.replace(mark, "")
    return None


def _examples(text: str, locale: Locale) -> dict[str, str]:
    fraction = re.split("[.,]", text)[-1]
    whole = "".join(re.findall("[0-9]", text[: len(text) - len(fraction)])) or "0"
    fraction = "".join(re.findall("[0-9]", fraction))
    return {"decimals": f"{whole}{locale.decimal}{fraction}", "thousands": f"{whole}{fraction}".lstrip("0") or "0"}


def write_decimal(value: Decimal, locale: Locale, places: int | None = None, grouped: bool = False) -> str:
    """The number in the language's way; with `places`, rounded half away from zero to exactly so many decimals.

    Grouped, it is for reading. Ungrouped, it is for an input, with a minus that keyboards have.
    """
    exact = tidy(value) if places is None else to_places(value, places)
    sign = (locale.minus if grouped else "-") if exact < 0 else ""
    whole, _, fraction = format(exact.copy_abs(), "f").partition(".")
    if grouped:
        whole = locale.group.join(_groups(whole, locale))
    return sign + own_digits(whole + (locale.decimal + fraction if fraction else ""), locale)


def _groups(whole: str, locale: Locale) -> list[str]:
    """1234567 as 1 234 567, or as 12 34 567 where the last group is larger than those before it."""
    last, others = locale.group_sizes[0], locale.group_sizes[-1]
    if len(whole) < last + locale.group_least:
        return [whole]
    front, back = whole[:-last], whole[-last:]
    first = len(front) % others or others
    return [front[:first], *(front[i : i + others] for i in range(first, len(front), others)), back]


def to_places(value: Decimal, places: int) -> Decimal:
    """The value rounded half away from zero, as invoices and spreadsheets do; zero has no sign."""
    rounded = value.quantize(_last_place(places), context=CONTEXT)
    return CONTEXT.plus(rounded) if places > 0 else Decimal(int(rounded))


@cache
def _last_place(places: int) -> Decimal:
    """0.01 for two places."""
    return Decimal(1).scaleb(-places)


def tidy(value: Decimal) -> Decimal:
    """The same number in its one spelling: no trailing zeros, no exponent, no minus zero."""
    if not value:
        return Decimal(0)
    short = CONTEXT.normalize(value)
    exponent = short.as_tuple().exponent
    return Decimal(int(short)) if isinstance(exponent, int) and exponent > 0 else short


def canonical(value: Decimal) -> str:
    """The stored text of a number."""
    return format(tidy(value), "f")


def as_decimal(value: object) -> Decimal:
    """A number of the formula language or of stored data; ValueError for anything else."""
    if type(value) is int:
        return Decimal(value)
    if isinstance(value, Decimal):
        found = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = Decimal(repr(value))
    elif isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value.strip()):
        found = Decimal(value.strip())
    else:
        raise ValueError(f"not a number: {value!r}")
    if not found.is_finite():
        raise ValueError(f"not a number: {value!r}")
    return found
