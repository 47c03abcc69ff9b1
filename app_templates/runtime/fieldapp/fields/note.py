"""note: a text of the form itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import Strings
from fieldapp.fields.base import FieldType
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class NoteType(FieldType):
    """Shows its text and holds no value."""

    name = "note"
    gives = "nothing"
    holds_value = False
    brief = False
    on_page = False

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        key = definition.text if definition is not None else None
        return Strings(app, locale.language).of(key) if key else ""

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None
