"""The conventions of a language together with the zone of the phone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields

from fieldapp.app.locale import NO_BREAK, LocaleDef
from fieldapp.unchanging import unchanging

__all__ = ["NO_BREAK", "Locale", "ascii_digits", "locale_of", "own_digits"]

_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
"""Signs of direction, which stand in what is shown from right to left and mean nothing to a reader of digits."""


@unchanging
class Locale(LocaleDef):
    """What a field type needs to know to read and show its values to one person."""

    zone: dt.tzinfo = dt.UTC


def locale_of(locales: Mapping[str, LocaleDef], language: str, zone: dt.tzinfo = dt.UTC) -> Locale:
    """The conventions of a tag such as `sv` or `sv-SE` among those that the app carries; ISO's where it has none."""
    tag = language.replace("_", "-")
    known = locales.get(tag) or locales.get(tag.split("-")[0]) or LocaleDef(tag)
    return Locale(**{field.name: getattr(known, field.name) for field in fields(LocaleDef)}, zone=zone)


def ascii_digits(text: str, locale: Locale) -> str:
    """Text that a person typed, with the digits of the language as 0 to 9 and without signs of direction."""
    for digits in (locale.digits, *locale.digits_read):
        if digits[0] != "0":
            text = text.translate(str.maketrans(digits, "0123456789"))
    return text.translate(_MARKS)


def own_digits(text: str, locale: Locale) -> str:
    """Digits 0 to 9 as the language writes them."""
    return text if locale.digits[0] == "0" else text.translate(str.maketrans("0123456789", locale.digits))
