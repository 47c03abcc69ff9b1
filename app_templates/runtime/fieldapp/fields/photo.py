"""photo: one or several pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import Unreadable
from fieldapp.fields.listed import ListedType
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class PhotoType(ListedType):
    """Names of stored attachments, in the order they were taken."""

    name = "photo"
    gives = "list"
    counted = "photos"
    holds_files = True
    brief = False

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if not text.strip() else Unreadable("not_typed")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return runtime_text(locale.language, "photos", n=len(value)) if value else ""

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ""
