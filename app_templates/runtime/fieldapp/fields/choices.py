"""choices: any number of several options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.choice import option_label, option_value
from fieldapp.fields.listed import ListedType
from fieldapp.fields.locale import Locale
from fieldapp.fields.options import by_value

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_MANY = 20
"""Among more options than this nobody picks half of them."""


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
        picked = dict.fromkeys(value or ())
        known = by_value(definition)
        if len(picked) < 2:
            return list(picked) or None
        return [item for item in known if item in picked] + [item for item in picked if item not in known]

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        options = definition.options
        if len(options) > _MANY:
            options = tuple(options[at] for at in sorted(where.chance.sample(range(len(options)), 3)))
        return [option.value for option in options if where.chance.random() < 0.5]
