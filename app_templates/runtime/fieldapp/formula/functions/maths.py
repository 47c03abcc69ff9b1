"""Rounding, powers and logarithms. What Power Fx computes as floats is a float here too."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

from fieldapp.formula import decimals, operators
from fieldapp.formula.registry import function
from fieldapp.formula.values import DIVISION, Number, Value, numeric

LONGEST_SCALE = 28


def rounded(value: Number, places: int, mode: str) -> Value:
    """To `places` digits after the point, or before it where negative. A float stays a float."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite():
        return numeric("Not a number.")
    scale = max(-LONGEST_SCALE, min(LONGEST_SCALE, places))
    result = exact.quantize(Decimal((0, (1,), -scale)), mode, decimals.EXACT)
    if isinstance(value, float):
        return float(result)
    return decimals.fit(result.quantize(Decimal(1)) if scale < 0 else result)


@function("Round(number: number, digits: integer) -> number")
def round_(value: Number, places: int) -> Value:
    """Round to a number of digits, halves away from zero.

    >>> Round(2.345, 2)
    2.35
    >>> Round(-1.5, 0)
    -2
    >>> Round(1234, -2)
    1200
    """
    return rounded(value, places, ROUND_HALF_UP)


@function("RoundUp(number: number, digits: integer) -> number")
def round_up(value: Number, places: int) -> Value:
    """Round away from zero.

    >>> RoundUp(2.341, 2)
    2.35
    """
    return rounded(value, places, ROUND_UP)


@function("RoundDown(number: number, digits: integer) -> number")
def round_down(value: Number, places: int) -> Value:
    """Round toward zero.

    >>> RoundDown(-2.349, 2)
    -2.34
    """
    return rounded(value, places, ROUND_DOWN)


@function("Int(number: number) -> number")
def int_(value: Number) -> Value:
    """The next lower whole number.

    >>> Int(-1.5)
    -2
    """
    return rounded(value, 0, ROUND_FLOOR)


@function("Trunc(number: number, digits?: integer) -> number")
def trunc(value: Number, places: int = 0) -> Value:
    """Cut digits off.

    >>> Trunc(-1.57, 1)
    -1.5
    """
    return rounded(value, places, ROUND_DOWN)


@function("Mod(number: number, divisor: number) -> number")
def mod(value: Number, divisor: Number) -> Value:
    """The remainder, with the divisor's sign.

    >>> Mod(-3, 2)
    1
    """
    if not divisor:
        return DIVISION
    if isinstance(value, Decimal) and isinstance(divisor, Decimal):
        quotient = decimals.EXACT.divide(value, divisor).to_integral_value(ROUND_FLOOR, decimals.EXACT)
        return decimals.fit(decimals.EXACT.subtract(value, decimals.EXACT.multiply(quotient, divisor)))
    return operators.real(lambda a, b: a - b * math.floor(a / b), float(value), float(divisor))


@function("Abs(number: number) -> number")
def abs_(value: Number) -> Value:
    """Without its sign.

    >>> Abs(-3.5)
    3.5
    """
    return value.copy_abs() if isinstance(value, Decimal) else abs(value)


@function("Power(base: number, exponent: number) -> float")
def power(base: Number, exponent: Number) -> Value:
    """The base raised to the exponent; a float, as `^` is.

    >>> Power(2, 10)
    1024
    """
    return operators.power(base, exponent)


def _real(signature: str, python: Callable[[float], float], doc: str) -> None:
    def call(value: Number) -> Value:
        return operators.real(python, float(value))

    call.__doc__ = doc
    function(signature)(call)


_real("Sqrt(number: number) -> float", math.sqrt, "The square root.\n\n    >>> Sqrt(9)\n    3\n")
_real("Exp(number: number) -> float", math.exp, "e raised to the number.\n\n    >>> Exp(0)\n    1\n")
_real("Ln(number: number) -> float", math.log, "The natural logarithm.\n\n    >>> Ln(1)\n    0\n")


@function("Log(number: number, base?: number) -> float")
def log(value: Number, base: Number = 10.0) -> Value:
    """The logarithm, to base 10 if no other is given.

    >>> Log(100)
    2
    >>> Log(8, 2)
    3
    """
    if base == 10:
        return operators.real(math.log10, float(value))
    return operators.real(lambda x, b: math.log2(x) if b == 2 else math.log(x) / math.log(b), float(value), float(base))


@function("Pi() -> float")
def pi() -> Value:
    """The ratio of a circle's circumference to its diameter.

    >>> Round(Pi(), 4)
    3.1416
    """
    return math.pi
