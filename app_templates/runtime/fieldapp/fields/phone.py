"""phone: a telephone number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

MOST_DIGITS = 15 + 6
_SHAPE = re.compile(r"\+?[0-9 ()./\u00a0-]+((ext\.?|x|#|,) ?[0-9]{1,6})?", re.IGNORECASE)


class PhoneType(PlainType):
    """A number as the person wrote it, with its spaces: 3 to 15 digits (E.164) and an extension."""

    name = "phone"
    compared = "text"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        number = clean(text).strip().removeprefix("tel:")
        if not number:
            return None
        digits = sum(c.isdigit() for c in number)
        return number if _SHAPE.fullmatch(number) and 3 <= digits <= MOST_DIGITS else Unreadable("not_a_phone")

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return f"+46 70 174 06 {where.chance.randint(10, 99)}"
