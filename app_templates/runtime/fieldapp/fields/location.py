"""location: where something is, or where somebody was."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.datetime import DatetimeType
from fieldapp.fields.locale import Locale
from fieldapp.fields.numerals import canonical
from fieldapp.fields.places import may_be_exact, place, place_from_json, place_to_json, read_place, write_place

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

_INSTANT = DatetimeType()


class LocationType(FieldType):
    """A mapping of `latitude`, `longitude`, `accuracy` in metres and `at`; the last two are None where it was typed.

    Where the policy doesn't allow exact places, a value is rounded before it is anywhere else. In a CSV file it is
    `59.33,18.06`, and after that the accuracy and the instant where they are known.
    """

    name = "location"
    gives = "place"
    declared = "TEXT_JSON"
    brief = False

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        if not text.strip():
            return None
        found = read_place(text)
        return Unreadable("not_a_place") if found is None else self.fit(found, app, definition)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        near = value.get("accuracy")
        shown = write_place(value)
        return shown if near is None else f"{shown} {runtime_text(locale.language, 'place_near', metres=int(near))}"

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return "" if value is None else write_place(value)

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if value is None or may_be_exact(app.policy):
            return value
        return place(value["latitude"], value["longitude"], value.get("accuracy"), value.get("at"), exact=False)

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return place_to_json(value, app)

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if not isinstance(data, str):
            return place_from_json(data, app)
        if not data.strip():
            return None
        degrees = [part.strip() for part in data.split(",")]
        if not 2 <= len(degrees) <= 4:
            raise ValueError(f"not a place such as 59.33,18.06: {data!r}")
        near, at = (*degrees[2:], "", "")[:2]
        return place(degrees[0], degrees[1], near or None, _INSTANT.from_json(at, app))

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        near, at = value.get("accuracy"), value.get("at")
        more = ["" if near is None else canonical(near), _INSTANT.to_text(at, app)]
        while more and not more[-1]:
            more.pop()
        return ",".join([canonical(value["latitude"]), canonical(value["longitude"]), *more])

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        north = Decimal(where.chance.randint(59_300, 59_400)) / 1000
        east = Decimal(where.chance.randint(17_950, 18_150)) / 1000
        return place(north, east, where.chance.randint(4, 40), where.now)
