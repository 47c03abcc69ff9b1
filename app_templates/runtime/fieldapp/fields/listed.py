"""What the types that hold several texts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class ListedType(FieldType):
    """A list of texts; an empty list is blank. In CSV the items stand with `;` between them."""

    declared = "TEXT_JSON"

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return list(value) if value else None

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return [str(item) for item in value] if value else None

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        items = [part.strip() for part in data.split(";") if part.strip()] if isinstance(data, str) else data
        if items is not None and not (isinstance(items, list) and all(isinstance(item, str) for item in items)):
            raise ValueError(f"not a list of texts: {data!r}")
        return items or None
