"""rating: stars, one to as many as the field has."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import Setting
from fieldapp.fields.integer import IntegerType
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class RatingType(IntegerType):
    """How many stars; a whole number in formulas. People read it as `3 of 5`."""

    name = "rating"
    figure = False

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        number = super().show(value, locale, app, definition)
        if not number or definition is None or definition.stars is None:
            return number
        return runtime_text(locale.language, "of_stars", number=number, stars=definition.stars)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return super().show(value, locale, app, definition)

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return Decimal(where.chance.randint(1, definition.stars or 5))
