"""auto_number: a number that the store gives when a record is first saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting
from fieldapp.fields.locale import Locale
from fieldapp.fields.plain import PlainType

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_DIGITS = re.compile(r"\{(0+)\}")


def numbered(format: str, device: str, number: int) -> str:
    """`SD-{device}-{0000}` with the code of the device and the number, at least as wide as the zeros."""
    whole = _DIGITS.sub(lambda zeros: str(number).zfill(len(zeros[1])), format, count=1)
    return whole.replace("{device}", device)


def number_in(text: str, format: str, device: str) -> int | None:
    """The number in a text that was numbered so on this device; None for any other text."""
    pattern = re.escape(format).replace(re.escape("{device}"), re.escape(device))
    pattern = re.sub(r"\\\{0+\\\}", "([0-9]+)", pattern, count=1)
    found = re.fullmatch(pattern, text)
    return int(found[1]) if found else None


class AutoNumberType(PlainType):
    """A text that stays with the record; until it is saved there is none."""

    name = "auto_number"
    compared = "text"
    given = True

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return None
