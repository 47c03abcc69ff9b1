"""hidden: a value that no form and no page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Setting
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

HOLDS = ("text", "integer", "number", "money", "percent", "yes_no", "date", "time", "datetime")
"""Types of values that a hidden field may hold."""


class HiddenType(FieldType):
    """Comes from its default or formula, and is stored and read by formulas as a value of the type that it `holds`.

    `of` finds that type; `fields.kind_of` gives it to the form and the store, so this one stands for the rest.
    """

    name = "hidden"
    gives = "held"
    brief = False
    on_page = False

    def __init__(self, of: Callable[[str], FieldType]) -> None:
        self.of = of

    def held(self, definition: FieldDef | None) -> FieldType:
        """The type of the value."""
        return self.of(definition.holds if definition is not None else "text")

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return self.held(definition).parse(text, locale, app, definition)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return self.held(definition).show(value, locale, app, definition)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return self.held(definition).fit(value, app, definition)

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return self.held(definition).to_json(value, app, definition)

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return self.held(definition).from_json(data, app, definition)

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        """Nobody types into a hidden field."""
        return None
