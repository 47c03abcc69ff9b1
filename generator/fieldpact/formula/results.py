"""The type that a call gives, from its function's declared result and its arguments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fieldapp.formula.registry import Function
from fieldpact.formula.names import Checked
from fieldpact.formula.types import (
    ANY,
    BLANK,
    BOOLEAN,
    DATE,
    DATETIME,
    FLOAT,
    MOMENTS,
    NUMBER,
    PERSON,
    PLACE,
    TEXT,
    TIME,
    RecordType,
    TableType,
    Type,
    join_fields,
    record,
    table,
)

SIMPLE: Final = {
    "float": FLOAT,
    "text": TEXT,
    "boolean": BOOLEAN,
    "date": DATE,
    "time": TIME,
    "instant": DATETIME,
    "none": BLANK,
    "person": PERSON,
    "place": PLACE,
    "texts": table({"Value": TEXT}),
    "numbers": table({"Value": NUMBER}),
}
EXACT: Final = ("Value", "Decimal", "CountRows", "CountIf", "Count", "CountA", "Len", "Find")


def result(function: Function, arguments: list[Checked]) -> Type | None:
    """The type of a call; None where rows of different shapes can't be one table."""
    simple = SIMPLE.get(function.result)
    if simple is not None:
        return simple
    if function.result == "number":
        return aggregate(function.name, arguments)
    return RULES[function.result](arguments)


def aggregate(name: str, arguments: list[Checked]) -> Type:
    """Numbers: a float among them makes the result one. Max and Min of dates are dates."""
    kinds = [argument.type for argument in arguments]
    if name in ("Max", "Min") and kinds and all(kind in MOMENTS or kind == BLANK for kind in kinds):
        return next((kind for kind in kinds if kind in MOMENTS), NUMBER)
    return FLOAT if FLOAT in kinds and name not in EXACT else NUMBER


def _fields(value: Checked) -> dict[str, Type]:
    kind = value.type
    return dict(kind.fields) if isinstance(kind, TableType | RecordType) else {}


def _row(arguments: list[Checked]) -> Type:
    kind = arguments[0].type
    return record(_fields(arguments[0]), kind.table) if isinstance(kind, TableType) else ANY


def _moment(arguments: list[Checked]) -> Type:
    return arguments[0].type if arguments[0].type in MOMENTS else DATETIME


def _each(arguments: list[Checked]) -> Type:
    body = arguments[1].type
    return table(body.fields) if isinstance(body, RecordType) else table({"Value": body})


def _rows(arguments: list[Checked]) -> Type | None:
    fields: dict[str, Type] | None = {}
    for argument in arguments:
        if not isinstance(argument.type, TableType | RecordType) and argument.type not in (BLANK, ANY):
            return None
        fields = join_fields(fields or {}, _fields(argument))
        if fields is None:
            return None
    return table(fields or {})


def _added(arguments: list[Checked]) -> Type:
    added = {str(name.tree[1]): value.type for name, value in zip(arguments[1::2], arguments[2::2], strict=False)}
    return table(_fields(arguments[0]) | added)


def _names(arguments: list[Checked]) -> list[str]:
    return [str(argument.tree[1]) for argument in arguments[1:] if argument.tree[0] == "text"]


def _shown(arguments: list[Checked]) -> Type:
    names = _names(arguments)
    return table({name: kind for name, kind in _fields(arguments[0]).items() if name in names})


def _dropped(arguments: list[Checked]) -> Type:
    names = _names(arguments)
    return table({name: kind for name, kind in _fields(arguments[0]).items() if name not in names})


def _renamed(arguments: list[Checked]) -> Type:
    names = _names(arguments)
    if len(names) < 2:
        return ANY
    return table({(names[1] if name == names[0] else name): kind for name, kind in _fields(arguments[0]).items()})


RULES: Final[dict[str, Callable[[list[Checked]], Type | None]]] = {
    "table": lambda arguments: arguments[0].type,
    "record": _row,
    "item": lambda arguments: arguments[2].type if len(arguments) > 2 else _row(arguments),
    "moment": _moment,
    "each": _each,
    "value": lambda arguments: arguments[1].type,
    "values": lambda arguments: table({"Value": arguments[1].type}),
    "rows": _rows,
    "added": _added,
    "shown": _shown,
    "dropped": _dropped,
    "renamed": _renamed,
}
