"""Types of values, as the checker sees them. Integer, number, money and percent are NUMBER: a Decimal at run time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Any, Final

from fieldapp.unchanging import unchanging


@unchanging
class Type:
    """A simple type, known by its name in plain words."""

    name: str

    def __str__(self) -> str:
        return self.name


NUMBER: Final = Type("number")
FLOAT: Final = Type("float")
TEXT: Final = Type("text")
BOOLEAN: Final = Type("yes/no")
DATE: Final = Type("date")
TIME: Final = Type("time")
DATETIME: Final = Type("date and time")
BLANK: Final = Type("blank")
ANY: Final = Type("anything")
"""Of names and calls that already have a problem, so that one mistake is one finding."""

NUMBERS: Final = (NUMBER, FLOAT)
MOMENTS: Final = (DATE, TIME, DATETIME)


@unchanging
class ChoiceType(Type):
    """One of some options; a text at run time."""

    name: str = "choice"
    options: tuple[str, ...] = ()


@unchanging
class ListType(Type):
    """Several of some options (`choices`), or a plain list of texts; a list of texts at run time."""

    name: str = "list of choices"
    options: tuple[str, ...] = ()


@unchanging
class LinkType(Type):
    """A link to a stored record; the record's id, a text, at run time."""

    name: str = "link"
    table: str = ""


@unchanging
class RecordType(Type):
    """Named values. `table` is set for records of a stored table, which have an id."""

    name: str = "record"
    fields: Mapping[str, Type] = field(default_factory=dict)
    table: str = ""


@unchanging
class TableType(Type):
    """Rows with the same fields. `row` is the row's name in formulas, for lines; `table` the stored table's."""

    name: str = "table"
    fields: Mapping[str, Type] = field(default_factory=dict)
    row: str = ""
    table: str = ""


def choice(*options: str) -> ChoiceType:
    return ChoiceType(options=options)


def link(table: str) -> LinkType:
    return LinkType(table=table)


def record(fields: Mapping[str, Type], table: str = "") -> RecordType:
    return RecordType(fields=fields, table=table)


def table(fields: Mapping[str, Type], row: str = "", stored: str = "") -> TableType:
    return TableType(fields=fields, row=row, table=stored)


ERROR: Final = record({"Kind": NUMBER, "Message": TEXT})
PLACE: Final = record({"latitude": NUMBER, "longitude": NUMBER, "accuracy": NUMBER, "at": DATETIME})
SIGNED: Final = record({"name": TEXT, "at": DATETIME, "meaning": TEXT, "place": PLACE})
PERSON: Final = record(
    {"id": TEXT, "name": TEXT, "role": TEXT, "territory": TEXT, "manager": link("person"), "email": TEXT}, "person"
)


def is_text(kind: Type) -> bool:
    return kind == TEXT or isinstance(kind, ChoiceType | LinkType)


def is_scalar(kind: Type) -> bool:
    return not isinstance(kind, RecordType | TableType | ListType)


def join(first: Type, other: Type) -> Type | None:
    """The type that covers both, as Power Fx coerces to the first; None where there is none."""
    if first == other or other in (BLANK, ANY):
        return first
    if first in (BLANK, ANY):
        return other
    if first in NUMBERS and other in NUMBERS:
        return FLOAT
    if isinstance(first, RecordType) and isinstance(other, RecordType):
        fields = join_fields(first.fields, other.fields)
        return None if fields is None else record(fields, first.table if first.table == other.table else "")
    if isinstance(first, TableType) and isinstance(other, TableType):
        fields = join_fields(first.fields, other.fields)
        return None if fields is None else table(fields)
    if not is_scalar(first) or not is_scalar(other):
        return None
    if is_text(first):
        return TEXT
    if first in MOMENTS and other in MOMENTS:
        return first
    if first in MOMENTS:
        return first if other in NUMBERS or other == TEXT else None
    if other in MOMENTS:
        return None if first == BOOLEAN else first
    return first


def join_fields(first: Mapping[str, Type], other: Mapping[str, Type]) -> dict[str, Type] | None:
    """Fields of both, each with the type that covers it."""
    merged = dict(first)
    for name, kind in other.items():
        both = join(merged[name], kind) if name in merged else kind
        if both is None:
            return None
        merged[name] = both
    return merged


def type_of(value: Any) -> Type:
    """The type of a run-time value."""
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, Decimal | int):
        return NUMBER
    for python, kind in PYTHON:
        if isinstance(value, python):
            return kind
    if isinstance(value, Mapping):
        return record({name: type_of(part) for name, part in value.items()})
    if isinstance(value, list | tuple):
        return _type_of_rows(list(value))
    return ANY


PYTHON: Final[tuple[tuple[type, Type], ...]] = (
    (float, FLOAT),
    (str, TEXT),
    (dt.datetime, DATETIME),
    (dt.date, DATE),
    (dt.time, TIME),
)


def _type_of_rows(rows: list[Any]) -> Type:
    fields: Mapping[str, Type] = {}
    for row in rows:
        kind = type_of(row)
        if isinstance(kind, RecordType):
            fields = join_fields(fields, kind.fields) or {**kind.fields, **fields}
    if not fields and rows and all(isinstance(row, str) for row in rows):
        return ListType()
    return table(fields)
