"""What a formula can give: None (blank), Decimal, float, str, bool, date, time, datetime, dict, list, ErrorValue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, TypeAlias

Value: TypeAlias = Any
Number: TypeAlias = Decimal | float

ERROR_KINDS: Final[dict[str, int]] = {
    "None": 0,
    "Sync": 1,
    "MissingRequired": 2,
    "CreatePermission": 3,
    "EditPermissions": 4,
    "DeletePermissions": 5,
    "Conflict": 6,
    "NotFound": 7,
    "ConstraintViolated": 8,
    "GeneratedValue": 9,
    "ReadOnlyValue": 10,
    "Validation": 11,
    "Unknown": 12,
    "Div0": 13,
    "BadLanguageCode": 14,
    "BadRegex": 15,
    "InvalidFunctionUsage": 16,
    "FileNotFound": 17,
    "AnalysisError": 18,
    "ReadPermission": 19,
    "NotSupported": 20,
    "InsufficientMemory": 21,
    "QuotaExceeded": 22,
    "Network": 23,
    "Numeric": 24,
    "InvalidArgument": 25,
    "Internal": 26,
    "NotApplicable": 27,
    "Custom": 1000,
}
"""Power Fx's kinds with their numbers (`ErrorKind` in formulas)."""

KIND_NAMES: Final = {number: name for name, number in ERROR_KINDS.items()}

MISSING: Final = "Missing"
"""The kind of a value that was never stated. Only IsBlank and Coalesce see through it; no formula can make one."""


MOST_ERRORS: Final = 20
"""Kept of what goes wrong at once."""


class ErrorValue:
    """An error as a value: it flows through operators and functions to whoever shows it."""

    __slots__ = ("kind", "message", "others")

    def __init__(self, kind: str, message: str = "", others: tuple[ErrorValue, ...] = ()) -> None:
        self.kind = kind
        self.message = message
        self.others = others
        """What went wrong beside it, in the same operator or call; `AllErrors` of IfError names them."""

    @property
    def all(self) -> tuple[ErrorValue, ...]:
        return (self, *self.others)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ErrorValue) and other.kind == self.kind and other.message == self.message

    def __hash__(self) -> int:
        return hash((self.kind, self.message))

    def __repr__(self) -> str:
        return f"ErrorValue({self.kind!r}, {self.message!r})"


def together(values: Iterable[Value]) -> ErrorValue | None:
    """The errors among some values as one; None where there is none."""
    errors = [value for value in values if isinstance(value, ErrorValue)]
    return failed(*errors) if errors else None


def failed(*values: Value) -> ErrorValue:
    """The errors among values, of which at least one is, as one: the first, with the others kept beside it."""
    errors = [one for value in values if isinstance(value, ErrorValue) for one in value.all]
    first = errors[0]
    return first if len(errors) == 1 else ErrorValue(first.kind, first.message, tuple(errors[1:MOST_ERRORS]))


def invalid(message: str) -> ErrorValue:
    return ErrorValue("InvalidArgument", message)


def numeric(message: str) -> ErrorValue:
    return ErrorValue("Numeric", message)


LONGEST_TEXT: Final = 1_000_000
"""Of any text that a formula makes, in characters."""
TOO_LONG: Final = invalid("The text would be too long.")
DIVISION: Final = ErrorValue("Div0", "Division by zero.")
EPOCH: Final = dt.date(1899, 12, 30)
"""Day 0 of dates as numbers, and what a blank date is in arithmetic."""
