"""Between texts, numbers and booleans. Formats of `Text` are in `fieldapp.formula.formats`."""

from __future__ import annotations

from fieldapp.formula import coerce, decimals, formats
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value
from fieldapp.formula.world import World


@function("Text(value: any, format?: option, language?: option) -> text", world=True)
def text(world: World, value: Any, form: str | None = None, language: str | None = None) -> Value:
    """A value as text, in a format if one is given.

    >>> Text(1234.5, "#,##0.00")
    "1,234.50"
    >>> Text(Date(2027, 1, 5), "d mmm yyyy")
    "5 Jan 2027"
    """
    if not form:
        return coerce.text(value)
    return formats.formatted(world, value, form)


@function("Value(text: any, language?: option) -> number")
def value_(value: Any, language: str | None = None) -> Value:
    """The number that a text shows; blank of an empty text.

    >>> Value("12.5%")
    0.125
    """
    if value is None:
        return None
    if isinstance(value, str):
        return coerce.read_number(value)
    number = coerce.number(value)
    return decimals.from_float(number) if isinstance(number, float) else number


@function("Decimal(value: any) -> number")
def decimal(value: Any) -> Value:
    """A number as a decimal.

    >>> Decimal("1.5")
    1.5
    """
    return value_(value)


@function("Float(value: any) -> float")
def float_(value: Any) -> Value:
    """A number as a float.

    >>> Float("1.5")
    1.5
    """
    if isinstance(value, str):
        try:
            return float(value) if "n" not in value.lower() else coerce.read_number(value)
        except ValueError:
            value = coerce.read_number(value)
    if value is None:
        return None
    number = coerce.number(value)
    return number if isinstance(number, ErrorValue) else float(number)


@function("Boolean(value: any) -> boolean")
def boolean(value: Any) -> Value:
    """The text true or false, or a number, as a boolean.

    >>> Boolean("true")
    true
    """
    return None if value is None or value == "" else coerce.boolean(value)
