"""What a field type is: how its values are read, shown and stored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.fields.locale import Locale


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that can't be read as the type. `key` names a text of the runtime, `values` fill its places."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


class FieldType(ABC):
    """One type of field. Blank is None at every stage; text in a file and JSON null both read as blank.

    `definition` is the field the value belongs to. Types with options, lines or rounding need it.
    """

    name: ClassVar[str]

    @abstractmethod
    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The value a person typed: None for blank, `Unreadable` where the text says something else."""

    @abstractmethod
    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        """The value as a person reads it; blank is ""."""

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        """The value as it stands in an input: `parse` reads it back to the same value."""
        return self.show(value, locale, app, definition)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """A computed or picked value as the field holds it: rounded to what can be stored, empty as None."""
        return value

    @abstractmethod
    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The stored form: one spelling for each value."""

    @abstractmethod
    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        """The value of its stored form or of that form as text (a cell of a CSV file); ValueError for anything else."""

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        """The stored form as text, for CSV; `from_json` reads it."""
        data = self.to_json(value, app, definition)
        if data is None:
            return ""
        if isinstance(data, bool):
            return "true" if data else "false"
        if isinstance(data, list):
            return ";".join(str(item) for item in data)
        return str(data)
