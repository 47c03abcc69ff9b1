"""Columns in SQL: what they are stored as, so that SQL compares them as the formula language compares their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fieldapp.data.database import quoted
from fieldapp.data.shape import Column, Shape
from fieldapp.fields import TYPES
from fieldapp.fields.currency import minor_digits
from fieldapp.fields.numerals import CONTEXT, canonical
from fieldapp.unchanging import unchanging

STORED_AS: Final[Mapping[str, str]] = {name: kind.compared for name, kind in TYPES.items() if kind.compared != "other"}
"""Field type -> how it is stored and compared; the rest is a list or a file, and "other"."""

ZERO: Final[Mapping[str, Any]] = {
    "integer": 0,
    "money": 0,
    "decimal": "0",
    "date": "1899-12-30",
    "time": "00:00:00",
    "datetime": "1899-12-30T00:00:00.000",
}
"""What a blank counts as where values are put in an order."""

_LARGEST: Final = 2**63 - 1


class Unsuited(Exception):
    """A value that SQL would compare differently, so that the formula compares it itself."""


@unchanging
class Term:
    """A column as SQL: `stored` is its stored form, `key` what stands for its value in comparisons."""

    column: Column
    kind: str
    stored: str

    @property
    def key(self) -> str:
        """Instants are compared by their UTC part: what follows is the offset they were made with."""
        return f"substr({self.stored}, 1, 23)" if self.kind == "datetime" else self.stored

    @property
    def digits(self) -> int:
        """How many decimals are counted in the stored integer."""
        return minor_digits(self.column.app.currency) if self.kind == "money" else 0

    def value(self, stored: Any) -> Any:
        """The typed value of what SQL found."""
        return self.column.from_json(self.column.from_sql(stored))


def term(shapes: Mapping[str, Shape], shape: Shape, path: tuple[str, ...], row: str = "record") -> Term | None:
    """The column at a path through links, of the row with that alias; None where SQL has none or sees it sealed."""
    name, *rest = path
    column = next((column for column in (*shape.builtin, *shape.columns) if column.name == name), None)
    if column is None or column.seal is not None:
        return None
    here = f"{row}.{quoted(name)}"
    if not rest:
        return Term(column, column.kind.compared, here)
    linked = shapes.get(column.field.to or "") if column.field.type == "link" else None
    alias = f"linked{len(rest)}"
    found = term(shapes, linked, tuple(rest), alias) if linked else None
    if linked is None or found is None:
        return None
    inner = f"(SELECT {found.stored} FROM {quoted(linked.table)} AS {alias} WHERE {alias}.id = {here})"
    return Term(found.column, found.kind, inner)


def bound(kind: str, value: Any, digits: int = 0) -> Any:
    """The stored form of a value that is not blank, or what lies between two stored forms: a Decimal, a finer time.

    Unsuited where the value is not of the column's kind.
    """
    match kind, value:
        case "text", str() if value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value):
            return value
        case "integer" | "money", Decimal() if value.copy_abs().adjusted() < 17:
            scaled = CONTEXT.scaleb(value, digits)
            whole = int(scaled)
            if abs(whole) > _LARGEST:
                raise Unsuited
            return whole if whole == scaled else scaled
        case "decimal", Decimal():
            return canonical(value)
        case "yes_no", bool():
            return int(value)
        case "date", dt.date() if not isinstance(value, dt.datetime):
            return value.isoformat()
        case "time", dt.time() if value.tzinfo is None:
            return value.isoformat("microseconds" if value.microsecond else "seconds")
        case "datetime", dt.datetime() if value.tzinfo is not None:
            utc = value.astimezone(dt.UTC).replace(tzinfo=None)
            return utc.isoformat(timespec="microseconds" if utc.microsecond % 1000 else "milliseconds")
    raise Unsuited
