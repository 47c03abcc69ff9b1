"""Tests for blank, empty and error. If, And, Or, Switch, Coalesce and IfError are kinds of nodes: they are lazy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldapp.formula import coerce, operators
from fieldapp.formula.registry import function
from fieldapp.formula.values import ERROR_KINDS, KIND_NAMES, MISSING, ErrorValue, Value, invalid, together


@function("Not(condition: boolean) -> boolean")
def not_(value: bool) -> Value:
    """The opposite.

    >>> Not(true)
    false
    """
    return not value


@function("IsBlank(value: raw) -> boolean")
def is_blank(value: Any) -> Value:
    """Whether there is no value: blank, the empty text, or never stated (`Missing`).

    >>> IsBlank("")
    true
    >>> IsBlank(0)
    false
    """
    if isinstance(value, ErrorValue):
        return True if value.kind == MISSING else value
    return value is None or value == ""


@function("IsEmpty(table: table) -> boolean")
def is_empty(table: Any) -> Value:
    """Whether a table has no rows.

    >>> IsEmpty(Filter([1, 2], Value > 5))
    true
    """
    return not table


@function("IsError(value: raw) -> boolean")
def is_error(value: Any) -> Value:
    """Whether the value is an error.

    >>> IsError(1/0)
    true
    """
    if isinstance(value, ErrorValue) and value.kind == MISSING:
        return value
    return operators.caught(value)


@function("Blank() -> none")
def blank() -> Value:
    """No value.

    >>> IsBlank(Blank())
    true
    """
    return None


@function("Error(error: raw) -> none")
def error(description: Any) -> Value:
    """An error of one's own: a text, or a record with Kind and Message.

    >>> IfError(Error("Too late"), FirstError.Message)
    "Too late"
    """
    if isinstance(description, list):
        return together(error(one) for one in description) or invalid("Error needs a text or a record with Kind.")
    if isinstance(description, ErrorValue):
        return description
    if isinstance(description, str):
        return ErrorValue("Custom", description)
    if not isinstance(description, Mapping):
        return invalid("Error needs a text or a record with Kind.")
    kind, message = description.get("Kind"), description.get("Message")
    for part in (kind, message):
        if isinstance(part, ErrorValue):
            return part
    if kind is None:
        return ErrorValue("Unknown", message or "")
    name = KIND_NAMES.get(int(kind), str(int(kind)))
    return ErrorValue(name, message or "")


def described(failure: ErrorValue) -> dict[str, Any]:
    """What a fallback of IfError sees: FirstError and AllErrors."""
    records = [one_described(error) for error in failure.all]
    return {"FirstError": records[0], "AllErrors": records}


def one_described(failure: ErrorValue) -> dict[str, Any]:
    kind = ERROR_KINDS.get(failure.kind)
    return {"Kind": coerce.read_number(str(kind if kind is not None else failure.kind)), "Message": failure.message}
