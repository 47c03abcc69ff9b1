"""signature: a hand, a printed name, the moment, and what was agreed to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from fieldapp.fields.base import FieldType, Setting, Unreadable
from fieldapp.fields.datetime import DatetimeType
from fieldapp.fields.locale import Locale
from fieldapp.fields.places import place_from_json, place_to_json
from fieldapp.fields.plain import clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

WIDE: Final = 1000
"""Strokes are drawn in units of a thousandth of the pad's width."""
_INSTANT = DatetimeType()
MOST_POINTS: Final = 6_000
LONGEST_NAME: Final = 120
Strokes = Sequence[Sequence[int]]
"""Each stroke is x, y, x, y …"""


class SignatureType(FieldType):
    """A mapping: `name` and `at`, `meaning` and `says` as they stood on the screen in `language`, `strokes`, `place`.

    `typed` is true where the name was typed in place of a drawing; `seals` holds a digest of each sealed field's value.
    """

    name = "signature"
    gives = "signed"
    declared = "TEXT_JSON"
    brief = False

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if not text.strip() else Unreadable("not_typed")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        if value is None:
            return ""
        moment = _INSTANT.show(value["at"], locale, app)
        return ", ".join(part for part in (value["name"], value.get("meaning"), moment) if part)

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ""

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if value is None:
            return None
        return {
            "name": value["name"],
            "at": _INSTANT.to_json(value["at"], app),
            "meaning": value.get("meaning"),
            "says": value.get("says"),
            "language": value.get("language"),
            "typed": bool(value.get("typed")),
            "strokes": [list(stroke) for stroke in value.get("strokes") or ()],
            "place": place_to_json(value.get("place"), app),
            "seals": dict(sorted((value.get("seals") or {}).items())),
        }

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        found = json.loads(data) if isinstance(data, str) and data else data
        if not found:
            return None
        try:
            return {
                "name": _text(found["name"]),
                "at": _INSTANT.from_json(_text(found["at"]), app),
                "meaning": _text(found.get("meaning"), or_none=True),
                "says": _text(found.get("says"), or_none=True),
                "language": _text(found.get("language"), or_none=True),
                "typed": found.get("typed") is True,
                "strokes": _strokes(found.get("strokes") or []),
                "place": place_from_json(found.get("place"), app),
                "seals": {_text(name): _text(digest) for name, digest in (found.get("seals") or {}).items()},
            }
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a signature: {error}") from error

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        """JSON, since a signature that lost its strokes or its seals would be none."""
        return json.dumps(self.to_json(value, app), ensure_ascii=False) if value else ""

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        x, y, stroke = 80, 200, []
        for _ in range(40):
            x, y = x + where.chance.randint(8, 28), min(380, max(20, y + where.chance.randint(-70, 70)))
            stroke += [x, y]
        return {"name": "Kim Berg", "at": where.now, "strokes": [stroke], "seals": {}}


def _text(value: Any, or_none: bool = False) -> Any:
    if value is None and or_none:
        return None
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return clean(value, keep_lines=True)


def _strokes(data: Any) -> list[list[int]]:
    whole = all(type(part) is int for stroke in data for part in stroke)
    if not whole or sum(map(len, data)) > 2 * MOST_POINTS or any(len(stroke) % 2 for stroke in data):
        raise TypeError("its strokes are no pairs of whole numbers")
    return [list(stroke) for stroke in data]
