"""A stored value of one type as the value of another: by the release's own rule, or where nothing can be lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fieldapp import fields
from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.app.history import StoredField
from fieldapp.data.shape import Column
from fieldapp.formula.values import ErrorValue

TEXTS: Final = frozenset({"text", "long_text", "email", "phone", "url", "barcode"})
_INTO_TEXT: Final = frozenset({"integer", "number", "rating", "scale", "date", "time", "choice", "auto_number"})
_INTO_NUMBER: Final = frozenset({"integer", "rating", "scale"})


def carries_over(old: str, new: str) -> bool:
    """Whether every value of type `old` has one and the same meaning as a value of type `new`, without a rule."""
    if old in TEXTS and new in TEXTS:
        return True
    if new in ("text", "long_text"):
        return old in _INTO_TEXT
    return (new == "number" and old in _INTO_NUMBER) or (old, new) == ("choice", "choices")


def column_of(app: AppDef, name: str, field: StoredField) -> Column:
    """As much of a column as its values need to be read and written."""
    definition = FieldDef(name, field.type, name, name, to=field.to, holds=field.holds or "text")
    return Column(name, definition, fields.kind_of(definition), app)


class Conversion:
    """From the column of one release to the column of the next. It needs nothing but the value itself."""

    def __init__(self, app: AppDef, name: str, before: tuple[str, StoredField], after: StoredField) -> None:
        self.old = column_of(app, *before)
        self.new = column_of(app, name, after)
        rule = after.changed_from
        self._rule = rule.value if rule is not None and rule.type == before[1].type else None
        self._carries = carries_over(before[1].type, after.type) and before[1].to == after.to
        self._world = _NoWorld(app.languages[0])

    def json(self, stored: Any) -> Any:
        """The canonical JSON of the new value; None where there is none, or none that the new type can hold."""
        if stored is None:
            return None
        try:
            value = self._made(self.old.from_json(stored))
            return None if value is None else self.new.to_json(value)
        except ValueError:
            return None

    def text(self, stored: Any) -> str:
        """The old value as text, for the person to mend."""
        try:
            return self.old.to_text(self.old.from_json(stored))
        except ValueError:
            return str(stored)

    def sql(self, stored: Any) -> Any:
        return self.new.to_sql(self.json(self.old.from_sql(stored)))

    def _made(self, old: Any) -> Any:
        if self._rule is not None:
            made = self._rule.call(self._world, {"old": old})
            return None if isinstance(made, ErrorValue) else self.new.kind.fit(made, self.new.app, self.new.field)
        if not self._carries:
            return None
        if self.new.field.type == "choices":
            return [old]
        return self.new.from_json(self.old.to_text(old))


class _NoWorld:
    """What a rule may ask: nothing. The compiler refuses rules that would."""

    zone: dt.tzinfo = dt.UTC

    def __init__(self, language: str) -> None:
        self.language = language

    def now(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(0, dt.UTC)

    def today(self) -> dt.date:
        return self.now().date()

    def me(self) -> Mapping[str, Any]:
        return {}

    def here(self) -> None:
        return None

    def record(self, table: str, key: str) -> None:
        return None

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        return ()

    def text(self, key: str) -> str:
        return key
