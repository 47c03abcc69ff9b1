"""What the code of formulas calls: one Python function for each operator and conversion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fieldapp.formula import coerce, decimals, formats, moments, operators
from fieldapp.formula.values import ErrorValue

BINARY: Final[dict[str, Callable[..., Any]]] = {
    "+": operators.add,
    "-": operators.subtract,
    "*": operators.multiply,
    "/": operators.divide,
    "^": operators.power,
    "=": operators.equal,
    "<>": operators.differ,
    "<": operators.less,
    "<=": operators.less_equal,
    ">": operators.greater,
    ">=": operators.greater_equal,
    "in": operators.contains,
    "exactin": operators.contains_exactly,
}
UNARY: Final[dict[str, Callable[..., Any]]] = {
    "neg": operators.negate,
    "not": operators.invert,
    "percent": operators.percent,
    "values": operators.wrap,
}
QUICK: Final[dict[str, Callable[..., Any]]] = {
    "+": decimals.FAST.add,
    "-": decimals.FAST.subtract,
    "*": decimals.FAST.multiply,
    "/": decimals.FAST.divide,
}
NOT_QUICK: Final = (TypeError, KeyError, AttributeError, ArithmeticError)


def to_decimal(value: Any) -> Any:
    number = coerce.number(value)
    return decimals.from_float(number) if isinstance(number, float) else number


def to_float(value: Any) -> Any:
    number = coerce.number(value)
    return number if isinstance(number, ErrorValue) else float(number)


CONVERT: Final[dict[str, Callable[..., Any]]] = {
    "number": coerce.number,
    "decimal": to_decimal,
    "float": to_float,
    "text": coerce.text,
    "boolean": coerce.boolean,
}
CONVERT_TIMED: Final[dict[str, Callable[..., Any]]] = {
    "date": moments.day,
    "time": moments.clock,
    "instant": moments.instant,
    "days": moments.days,
    "clock": moments.daytime,
    "shown": formats.shown,
}


def keep_blank(convert: Callable[..., Any]) -> Callable[..., Any]:
    """Conversions that the checker inserts leave a blank blank; operators decide what it counts as."""
    blanks = (None,) if convert is coerce.text else (None, "")
    return lambda *arguments: None if arguments[-1] in blanks else convert(*arguments)


def follow(world: Any, key: Any, table: str) -> Any:
    """The record behind a link; blank where the link is, or where the record is missing."""
    if key is None or isinstance(key, ErrorValue):
        return key
    return world.record(table, key)


def either(fast: Callable[[Any], Any], full: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a row that is computed fast where that will do."""

    def each(row: Any) -> Any:
        try:
            return fast(row)
        except NOT_QUICK:
            return full(row)

    return each


def is_error(value: Any) -> bool:
    return isinstance(value, ErrorValue)
