"""choices: any number of several options."""

from __future__ import annotations

from typing import Any

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.choice import option_label, option_value
from fieldapp.fields.listed import ListedType
from fieldapp.fields.locale import Locale


class ChoicesType(ListedType):
    """The stored values of the options picked, in the order of the options."""

    name = "choices"
    gives = "list"
    counted = "picked"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        found = [option_value(part, locale, app, definition) for part in text.split(";") if part.strip()]
        if None in found:
            return Unreadable("not_an_option")
        return self.fit([value for value in found if value is not None], app, definition)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ", ".join(option_label(str(item), locale, app, definition) for item in value or ())

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "; ".join(option_label(str(item), locale, app, definition) for item in value or ())

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        picked = list(dict.fromkeys(value or ()))
        places = {option.value: n for n, option in enumerate(definition.options)} if definition is not None else {}
        return sorted(picked, key=lambda item: places.get(item, len(places))) or None

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return [option.value for option in definition.options if where.chance.random() < 0.5]
