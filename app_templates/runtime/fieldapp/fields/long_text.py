"""long_text: several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.fields.locale import Locale
from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class LongTextType(PlainType):
    """Text with its line breaks; space alone is blank."""

    name = "long_text"
    compared = "text"
    written = True
    brief = False

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        kept = clean(text, keep_lines=True)
        return kept if kept.strip() else None
