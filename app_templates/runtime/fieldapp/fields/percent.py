"""percent: a share, stored as a fraction and shown with %."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting
from fieldapp.fields.locale import Locale, ascii_digits
from fieldapp.fields.number import NumberType
from fieldapp.fields.numerals import CONTEXT, as_decimal, read_decimal, to_places, write_decimal

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

HUNDRED = Decimal(100)
SHOWN_PLACES = 2
_SIGN = re.compile(r"^([+−-]?)\s*%|%$")


class PercentType(NumberType):
    """A fraction: 0.15 is shown as 15 %.

    Typed text is read as in Excel's percent cells: `15` and `15 %` are fifteen per cent, and so is `0,15`, since a bare
    number below one is taken for the fraction itself. `0,15 %` is what it says.
    """

    name = "percent"

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        return None

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        plain = ascii_digits(text, locale).replace("٪", "%").strip()
        marked = "%" in plain
        value = read_decimal(_SIGN.sub(r"\1", plain), locale)
        if not isinstance(value, Decimal) or not (marked or value.copy_abs() >= 1):
            return value
        return CONTEXT.divide(value, HUNDRED)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        shown = to_places(CONTEXT.multiply(as_decimal(value), HUNDRED), SHOWN_PLACES)
        pattern = locale.percent_minus if shown < 0 else locale.percent
        return pattern.format(n=write_decimal(shown.copy_abs(), locale, grouped=True))

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        return locale.percent.format(n=write_decimal(CONTEXT.multiply(as_decimal(value), HUNDRED), locale))

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        top = int((where.high if where.high is not None else Decimal("0.2")) * 100)
        return Decimal(where.chance.randint(0, max(top, 0))) / 100
