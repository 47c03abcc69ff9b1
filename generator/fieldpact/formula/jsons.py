"""Values as JSON and back, with nothing lost: numbers are decimal text, and the type says what a text stands for."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from fieldapp.formula import coerce
from fieldapp.formula.values import ErrorValue, Value
from fieldpact.formula.types import BLANK, BOOLEAN, DATE, DATETIME, NUMBERS, TIME, RecordType, TableType, Type, type_of

READ: Final = {DATE: dt.date.fromisoformat, TIME: dt.time.fromisoformat, DATETIME: dt.datetime.fromisoformat}


def parse(text: str) -> Any:
    """JSON whose numbers keep their digits. Raises ValueError for what is no JSON, or is nested too deeply."""
    try:
        return json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse)
    except RecursionError as failure:
        raise ValueError("nested too deeply") from failure
    except InvalidOperation as failure:
        raise ValueError("a number out of range") from failure


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is not a number")


def typed(value: Any, kind: Type) -> Value:
    """A parsed value as a field of a type holds it: dates are ISO text in JSON. Raises ValueError where it isn't one.

    A field that isn't stated is blank.
    """
    if value is None or value == "":
        return None
    if isinstance(kind, RecordType) and isinstance(value, Mapping):
        return {name: typed(value.get(name), part) for name, part in kind.fields.items()}
    if isinstance(kind, TableType) and isinstance(value, list):
        return [typed(row, RecordType(fields=kind.fields)) for row in value]
    if kind in NUMBERS and isinstance(value, Decimal | str):
        try:
            return float(value) if kind.name == "float" else Decimal(value)
        except ArithmeticError as failure:
            raise ValueError(f"{coerce.short(str(value))} is not a number") from failure
    if kind == BOOLEAN and value in ("true", "false"):
        return value == "true"
    if kind in READ and isinstance(value, str):
        found = READ[kind](value)
        return found.replace(tzinfo=dt.UTC) if isinstance(found, dt.datetime) and found.tzinfo is None else found
    if isinstance(value, Decimal):
        raise ValueError(f"{coerce.text(value)} is not a {kind}")
    return value


def plain(value: Value) -> Any:
    """A value for `json.dumps`."""
    if isinstance(value, ErrorValue):
        return {"error": value.kind, "message": value.message}
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(row) for row in value]
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, float):
        return repr(value)
    return value.isoformat() if isinstance(value, dt.date | dt.time) else coerce.text(value)


def shape(kind: Type) -> Any:
    """A type for `json.dumps`: `"number"`, `{"a": "text"}` for a record, `[{"Value": "number"}]` for a table."""
    if isinstance(kind, RecordType):
        return {name: shape(part) for name, part in kind.fields.items()}
    if isinstance(kind, TableType):
        return [{name: shape(part) for name, part in kind.fields.items()}]
    return kind.name


def answer(value: Value, kind: Type | None = None) -> dict[str, Any]:
    """One line's answer: `{"value": …, "type": …}` or `{"error": kind, "message": …}`."""
    if isinstance(value, ErrorValue):
        return {"error": value.kind, "message": value.message}
    found = type_of(value) if kind is None or kind == BLANK else kind
    return {"value": plain(value), "type": shape(found)}
