"""money: an amount in the app's currency."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Unreadable
from fieldapp.fields.currency import minor_digits, with_symbol, without_symbol
from fieldapp.fields.locale import Locale
from fieldapp.fields.number import NumberType
from fieldapp.fields.numerals import CONTEXT, as_decimal, read_decimal, to_places, write_decimal

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class MoneyType(NumberType):
    """An amount: a Decimal in formulas, an integer of minor units (öre, cents) in the store.

    A computed amount is rounded where it is computed, so that a total is the sum of the amounts people see.
    """

    name = "money"
    declared = "INTEGER_MONEY"
    compared = "money"

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        digits = minor_digits(app.currency)
        return digits if definition is None or definition.round is None else min(definition.round, digits)

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        value = read_decimal(without_symbol(text, app.currency, locale), locale)
        if not isinstance(value, Decimal):
            return value
        places = self.places(app, definition)
        if places is not None and to_places(value, places) != value:
            return Unreadable("too_many_decimals", {"n": max(places, 0)})
        return value

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        amount = write_decimal(as_decimal(value), locale, minor_digits(app.currency), grouped=True)
        return with_symbol(amount, app.currency, locale)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else write_decimal(as_decimal(value), locale, minor_digits(app.currency))

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if value is None:
            return None
        digits = minor_digits(app.currency)
        return int(to_places(as_decimal(value), digits).scaleb(digits, context=CONTEXT))

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or data == "":
            return None
        minor = as_decimal(data)
        if type(data) is not int and (isinstance(data, float) or minor != to_places(minor, 0)):
            raise ValueError(f"not an amount in minor units: {data!r}")
        return minor.scaleb(-minor_digits(app.currency), context=CONTEXT)
