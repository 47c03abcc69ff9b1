"""integer: whole numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.number import NumberType
from fieldapp.fields.numerals import as_decimal, read_decimal, to_places

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class IntegerType(NumberType):
    """A whole number; a Decimal in formulas, a JSON integer in the store."""

    name = "integer"
    declared = "INTEGER"
    compared = "integer"

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        return 0

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        value = read_decimal(text, locale)
        if isinstance(value, Decimal) and value != to_places(value, 0):
            return Unreadable("not_whole")
        return value

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else int(to_places(as_decimal(value), 0))

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if type(data) is int:
            return Decimal(data)
        value = super().from_json(data, app, definition)
        if value is not None and value != to_places(value, 0):
            raise ValueError(f"not a whole number: {data!r}")
        return value

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        start = int(where.low) if where.low is not None else 1
        return Decimal(where.chance.randint(start, int(where.high) if where.high is not None else start + 11))
