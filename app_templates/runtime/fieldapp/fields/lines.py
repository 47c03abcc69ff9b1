"""lines: the rows of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import FieldType, Unreadable
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class LinesType(FieldType):
    """A list of rows; a row is a mapping of its fields and its stable `id`. No rows is an empty list, never None.

    `of` finds the types of the fields in a row.
    """

    name = "lines"
    gives = "table"
    counted = "rows"
    brief = False

    def __init__(self, of: Callable[[str], FieldType]) -> None:
        self.of = of

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return [] if not text.strip() else Unreadable("not_typed")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return runtime_text(locale.language, "rows", n=len(value)) if value else ""

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ""

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return list(value or ())

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        fields = definition.fields if definition is not None else ()
        return [{"id": row["id"], **self.encode(fields, row, app)} for row in value or ()]

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or data == "":
            return []
        if not isinstance(data, list) or not all(isinstance(row, dict) and "id" in row for row in data):
            raise ValueError("not a list of rows with ids")
        fields = definition.fields if definition is not None else ()
        return [{"id": str(row["id"]), **self.decode(fields, row, app)} for row in data]

    def encode(self, fields: Iterable[FieldDef], values: Mapping[str, Any], app: AppDef) -> dict[str, Any]:
        """The stored form of a record's or a row's fields; blank is null, notes are left out."""
        return {f.name: self.of(f.type).to_json(values.get(f.name), app, f) for f in fields if self._keeps(f)}

    def decode(self, fields: Iterable[FieldDef], data: Mapping[str, Any], app: AppDef) -> dict[str, Any]:
        """The fields of a stored record or row. Other names are left out; ValueError for a broken value."""
        return {f.name: self.of(f.type).from_json(data.get(f.name), app, f) for f in fields if self._keeps(f)}

    def _keeps(self, field: FieldDef) -> bool:
        return self.of(field.type).holds_value
