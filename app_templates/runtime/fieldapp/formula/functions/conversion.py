"""Between texts, numbers and booleans. Formats of `Text` are in `fieldapp.formula.formats`."""

from __future__ import annotations

import math
import re
from typing import Any

from fieldapp.formula import coerce, decimals, formats
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value, invalid
from fieldapp.formula.world import World

GENERAL = "General"
"""The format of `Text` without one; a blank format makes nothing of any value."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def bad_language(language: str | None) -> ErrorValue | None:
    """An error for what is no language tag such as "sv" or "de-AT"."""
    if not language or LANGUAGE.fullmatch(language):
        return None
    return ErrorValue("BadLanguageCode", f"{coerce.short(language)} isn't a language.")


@function("Text(value: any, format?: option, language?: option) -> text", world=True)
def text(world: World, value: Any, form: str | None = GENERAL, language: str | None = None) -> Value:
    """A value as text, in a format if one is given.

    >>> Text(1234.5, "#,##0.00")
    "1,234.50"
    >>> Text(Date(2027, 1, 5), "d mmm yyyy")
    "5 Jan 2027"
    """
    if value is None:
        return None if form == GENERAL else ""
    failure = bad_language(language)
    if failure is not None:
        return failure
    if form == GENERAL:
        return formats.shown(world, value)
    return formats.formatted(world, value, form, language) if form else ""


@function("Value(text: any, language?: option) -> number")
def value_(value: Any, language: str | None = None) -> Value:
    """The number that a text shows; blank of an empty text.

    >>> Value("12.5%")
    0.125
    """
    failure = bad_language(language)
    if failure is not None or value is None:
        return failure
    if isinstance(value, str):
        return coerce.read_number(value, (language or "en")[:2].lower())
    number = coerce.number(value)
    return decimals.from_float(number) if isinstance(number, float) else number


@function("Decimal(value: any) -> number")
def decimal(value: Any) -> Value:
    """A number as a decimal.

    >>> Decimal("1.5")
    1.5
    """
    return value_(value)


@function("Float(value: any) -> float")
def float_(value: Any) -> Value:
    """A number as a float.

    >>> Float("1.5")
    1.5
    """
    if isinstance(value, str):
        try:
            found = float(value)
        except ValueError:
            value = coerce.read_number(value)
        else:
            return found if math.isfinite(found) else invalid(f"{coerce.short(value)} isn't a number.")
    if value is None:
        return None
    number = coerce.number(value)
    return number if isinstance(number, ErrorValue) else float(number)


@function("Boolean(value: any) -> boolean")
def boolean(value: Any) -> Value:
    """The text true or false, or a number, as a boolean.

    >>> Boolean("true")
    true
    """
    return None if value is None or value == "" else coerce.boolean(value)
