"""rank: options put in order, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Doubt, Setting, Unreadable
from fieldapp.fields.choice import option_label, option_value
from fieldapp.fields.listed import ListedType
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


class RankType(ListedType):
    """The stored values of the options in the order that the person gave them: all of them, or the first `max`."""

    name = "rank"
    gives = "list"
    counted = "ranked"

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        found = [option_value(part, locale, app, definition) for part in text.split(";") if part.strip()]
        if None in found or len(set(found)) < len(found):
            return Unreadable("not_an_option")
        return found or None

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        labels = (option_label(str(item), locale, app, definition) for item in value or ())
        return ", ".join(f"{place}. {label}" for place, label in enumerate(labels, start=1))

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "; ".join(option_label(str(item), locale, app, definition) for item in value or ())

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return list(dict.fromkeys(value or ())) or None

    def doubt(self, value: Any, locale: Locale, definition: FieldDef, low: Any, high: Any) -> Doubt | None:
        """An order that was begun and not ended: nobody can tell what the rest is worth."""
        places = min(len(definition.options), int(high) if high is not None else len(definition.options))
        missing = places - len(value)
        return Doubt("min", "rank_more", {"n": missing}) if missing > 0 else None

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        values = [option.value for option in definition.options]
        return where.chance.sample(values, min(int(where.high), len(values)) if where.high is not None else len(values))
