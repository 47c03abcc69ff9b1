"""What the types that hold text have in common."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


def clean(text: str, keep_lines: bool = False) -> str:
    """Text as it may be stored: composed, without control characters and halves of surrogate pairs.

    Databases and JSON on the way to a server refuse NUL and lone surrogates; pasted text carries both.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if not keep_lines:
        lines = lines.replace("\n", " ").replace("\t", " ")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


_SENTENCES = (
    "Good talk with the owner.",
    "Asked for more shelf space.",
    "Wants to hear about the autumn range.",
    "New staff at the counter.",
    "Delivery came late last week.",
)


class PlainType(FieldType):
    """A value that is its own text."""

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return clean(text).strip() or None

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else str(value)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value == "" else value

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else str(value)

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or data == "":
            return None
        if not isinstance(data, str):
            raise ValueError(f"not a text: {data!r}")
        return data

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        text = where.chance.choice(_SENTENCES)
        return text[: definition.max_length] if definition.max_length else text
