"""totals: the rows of lines added up by group, such as the goods of each tax rate."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import FieldType, Unreadable
from fieldapp.fields.locale import Locale
from fieldapp.fields.numerals import CONTEXT, as_decimal
from fieldapp.formula.values import ErrorValue

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

KEY = "key"
"""The column that says what a group is of."""


class TotalsType(FieldType):
    """A list of groups: a mapping of `key` and of each sum. No groups is blank.

    The field's formula gives the key and the figures of each row; `fit` puts the rows of a key together. What has been
    put together stays as it is, so that stored totals fit too. `of` finds the types of the columns.
    """

    name = "totals"
    gives = "table"
    declared = "TEXT_JSON"
    brief = False

    def __init__(self, of: Callable[[str], FieldType]) -> None:
        self.of = of

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if not text.strip() else Unreadable("not_typed")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        def said(column: FieldDef, group: Mapping[str, Any]) -> str:
            return self.of(column.type).show(group[column.name], locale, app, column) or "–"

        key, *sums = _columns(definition)
        return "; ".join(f"{said(key, g)}: {', '.join(said(one, g) for one in sums)}" for g in value or ())

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ""

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        key, *sums = _columns(definition)
        groups: dict[Any, list[Decimal]] = {}
        for row in value or ():
            found = (row[KEY], *(row[one.name] for one in sums))
            if failed := next((each for each in found if isinstance(each, ErrorValue)), None):
                return failed
            mine = groups.setdefault(self.of(key.type).fit(found[0], app, key), [Decimal(0)] * len(sums))
            for at, figure in enumerate(found[1:]):
                mine[at] = CONTEXT.add(mine[at], as_decimal(figure or 0))
        return [
            {KEY: each, **{one.name: self.of(one.type).fit(groups[each][at], app, one) for at, one in enumerate(sums)}}
            for each in _in_order(groups, key)
            if any(groups[each])  # a rate at which nothing is left says nothing
        ] or None

    def to_json(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        columns = _columns(definition)
        return [
            {c.name: self.of(c.type).to_json(group[c.name], app, c) for c in columns} for group in value or ()
        ] or None

    def from_json(self, data: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        if data is None or data == "":
            return None
        groups = json.loads(data) if isinstance(data, str) else data
        if not isinstance(groups, list) or not all(isinstance(group, dict) for group in groups):
            raise ValueError(f"not a list of groups: {data!r}")
        columns = _columns(definition)
        return [
            {c.name: self.of(c.type).from_json(group.get(c.name), app, c) for c in columns} for group in groups
        ] or None

    def to_text(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> str:
        data = self.to_json(value, app, definition)
        return "" if data is None else json.dumps(data, ensure_ascii=False)


def _columns(definition: FieldDef | None) -> tuple[FieldDef, ...]:
    assert definition is not None and definition.totals is not None, "totals are read and written by their definition"
    return definition.totals.columns


def _in_order(groups: Mapping[Any, object], key: FieldDef) -> Iterator[Any]:
    """Options as the spec lists them, figures and days from the least, texts and links as they came; blank last."""
    known = [each for each in groups if each is not None]
    if key.type == "choice":
        order = {option.value: at for at, option in enumerate(key.options)}
        known.sort(key=lambda each: order.get(each, len(order)))
    elif all(isinstance(each, Decimal) for each in known) or all(isinstance(each, dt.date | dt.time) for each in known):
        known.sort()
    yield from known
    if None in groups:
        yield None
