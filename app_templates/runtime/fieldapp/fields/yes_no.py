"""yes_no: true, false or not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class YesNoType(FieldType):
    """A boolean. Blank differs from No: nobody has answered."""

    name = "yes_no"
    gives = "boolean"
    declared = "INTEGER_YES_NO"
    compared = "yes_no"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        word = text.strip().casefold()
        if not word:
            return None
        if word in ("true", "1", runtime_text(locale.language, "yes").casefold()):
            return True
        if word in ("false", "0", runtime_text(locale.language, "no").casefold()):
            return False
        return Unreadable("not_yes_no")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else runtime_text(locale.language, "yes" if value else "no")

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else bool(value)

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or isinstance(data, bool):
            return data
        known = {"": None, "true": True, "false": False}
        if not isinstance(data, str) or data.strip().lower() not in known:
            raise ValueError(f"neither true nor false: {data!r}")
        return known[data.strip().lower()]

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return where.chance.random() < 0.5
