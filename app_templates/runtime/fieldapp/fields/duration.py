"""duration: how long something took, in whole minutes, which is the number that formulas see."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.integer import IntegerType
from fieldapp.fields.locale import NO_BREAK, Locale, ascii_digits, own_digits
from fieldapp.fields.numerals import as_decimal, to_places

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

LONGEST = 100_000
"""Minutes: more than two months, past which a date says more."""

_HOURS = r"(?:hours?|hrs?|h|timmar|timme|tim|t|stunden?|std)\.?"
_MINUTES = r"(?:minutes?|minuter|minuten?|mins?|m)\.?"
_CLOCK = re.compile(r"([0-9]{1,4})[:.]([0-5][0-9])")
_WORDS = re.compile(
    rf"(?:([0-9]+(?:[.,][0-9]+)?) ?{_HOURS})? ?(?:(?:and|och|und) )?(?:([0-9]+) ?(?:{_MINUTES})?)?", re.I
)
_ISO = re.compile(r"PT(?:([0-9]+)H)?(?:([0-9]+)M)?", re.IGNORECASE)


def read_minutes(text: str) -> Decimal | None:
    """Whole minutes in `90`, `1:30`, `1 h 30 min`, `1h30`, `1,5 h`, `45 min`, `PT1H30M`; None for anything else."""
    rest = " ".join(text.split())
    found = _CLOCK.fullmatch(rest) or _WORDS.fullmatch(rest) or _ISO.fullmatch(rest)
    if found is None or not any(found.groups()):
        return None
    exact = as_decimal((found[1] or "0").replace(",", ".")) * 60 + as_decimal(found[2] or "0")
    whole = to_places(exact, 0)
    return whole if whole == exact and whole <= LONGEST else None


def write_minutes(minutes: Decimal) -> str:
    """`1 h 30 min`: the signs of the units are the same in all languages."""
    hours, rest = divmod(int(minutes.copy_abs()), 60)
    parts = [f"{hours}{NO_BREAK}h"] if hours else []
    parts += [f"{rest}{NO_BREAK}min"] if rest or not hours else []
    return ("-" if minutes < 0 else "") + " ".join(parts)


class DurationType(IntegerType):
    """Whole minutes: a number in formulas, which know no durations, and a JSON integer in the store."""

    name = "duration"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        if not text.strip():
            return None
        minutes = read_minutes(ascii_digits(text, locale))
        return Unreadable("not_a_duration") if minutes is None else minutes

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else own_digits(write_minutes(to_places(as_decimal(value), 0)), locale)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return self.show(value, locale, app, definition)

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        low, high = (int(bound) if bound is not None else None for bound in (where.low, where.high))
        found = where.chance.randrange(5, 125, 5)
        found = found if low is None else max(found, low)
        return Decimal(found if high is None else min(found, high))
