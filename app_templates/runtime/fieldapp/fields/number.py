"""number: any decimal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.numerals import as_decimal, canonical, read_decimal, tidy, to_places, write_decimal

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

# A third is 28 digits long: more than six decimals help nobody on a phone. The stored value keeps them.
SHOWN_PLACES = 6


class NumberType(FieldType):
    """A decimal. Stored as canonical decimal text, because JSON's numbers are floats to most readers."""

    name = "number"
    gives = "number"
    declared = "TEXT_DECIMAL"
    compared = "decimal"
    figure = True

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        """How many decimals the field holds; None for any number of them."""
        return definition.round if definition is not None else None

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        value = read_decimal(text, locale)
        if not isinstance(value, Decimal):
            return value
        places = self.places(app, definition)
        if places is not None and to_places(value, places) != value:
            return Unreadable("too_many_decimals", {"n": max(places, 0)})
        return value

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        number = as_decimal(value)
        places = self.places(app, definition)
        if places is not None:
            return write_decimal(number, locale, max(places, 0), grouped=True)
        return write_decimal(to_places(number, SHOWN_PLACES), locale, grouped=True)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else write_decimal(as_decimal(value), locale)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if value is None:
            return None
        number = as_decimal(value)
        places = self.places(app, definition)
        return number if places is None else to_places(number, places)

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else canonical(as_decimal(value))

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if data is None or data == "" else tidy(as_decimal(data))

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return Decimal(where.chance.randint(100, 9900)) / 100
