"""choice: one of several options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import Strings
from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.options import by_text, by_value
from fieldapp.fields.plain import PlainType

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


def option_label(value: str, locale: Locale, app: AppDef, definition: FieldDef | None) -> str:
    """The option's label in the language; the bare value where the option has gone."""
    option = by_value(definition).get(value)
    return value if option is None else Strings(app, locale.language).of(option.label)


def option_value(text: str, locale: Locale, app: AppDef, definition: FieldDef | None) -> str | None:
    """The option with this value or label; None where there is none."""
    return by_text(definition, Strings(app, locale.language)).get(text.strip().casefold())


class ChoiceType(PlainType):
    """The stored value of one option; shown as its label."""

    name = "choice"
    gives = "choice"
    compared = "text"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        if not text.strip():
            return None
        return option_value(text, locale, app, definition) or Unreadable("not_an_option")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else option_label(str(value), locale, app, definition)

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return where.chance.choice(definition.options).value
