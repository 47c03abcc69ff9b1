"""Decimal arithmetic with .NET's limits, which are Power Fx's: magnitude below 2^96, at most 28 digits after the point.

Two contexts, never the thread's own (a context set in one thread does not reach another):

- `FAST` does what both Python and .NET do exactly. Anything else (rounding, overflow, division by zero, an operand
  that is no Decimal) raises, and the caller falls back to the functions below.
- `EXACT` computes with room to spare; `fit` then rounds half to even into .NET's limits.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from typing import Final

from fieldapp.formula.values import DIVISION, ErrorValue, numeric

LIMIT: Final = Decimal(2**96)
MAX_SCALE: Final = 28
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
HUNDRED: Final = Decimal(100)

# Emin = -1 makes the smallest exponent -28, .NET's scale; Emax = 27 stays below 2^96.
FAST: Final = Context(prec=28, Emax=27, Emin=-1, traps=[Inexact, DivisionByZero, InvalidOperation, Overflow])
EXACT: Final = Context(prec=120, Emax=9999, Emin=-9999, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation])


def fit(value: Decimal) -> Decimal | ErrorValue:
    """`value` rounded into .NET's limits; a Numeric error where it is too large."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return numeric("Not a number.")
    if value.adjusted() > 28:  # far too large for the exact context below, too
        return numeric("The number is too large.")
    if -MAX_SCALE <= exponent <= 0 and value.copy_abs().scaleb(-exponent, EXACT) < LIMIT:
        return value
    scale = min(MAX_SCALE, max(0, -exponent), max(0, 28 - value.adjusted()))
    while True:
        rounded = value.quantize(Decimal((0, (1,), -scale)), ROUND_HALF_EVEN, EXACT)
        if rounded.copy_abs().scaleb(scale, EXACT) < LIMIT:
            return rounded
        if scale == 0:
            return numeric("The number is too large.")
        scale -= 1


def add(a: Decimal, b: Decimal) -> Decimal | ErrorValue:
    return fit(EXACT.add(a, b))


def subtract(a: Decimal, b: Decimal) -> Decimal | ErrorValue:
    return fit(EXACT.subtract(a, b))


def multiply(a: Decimal, b: Decimal) -> Decimal | ErrorValue:
    return fit(EXACT.multiply(a, b))


def divide(a: Decimal, b: Decimal) -> Decimal | ErrorValue:
    return DIVISION if not b else fit(EXACT.divide(a, b))


def from_float(value: float) -> Decimal | ErrorValue:
    """The decimal that a float shows, to 15 significant digits as .NET converts."""
    if value != value or value in (float("inf"), float("-inf")) or abs(value) >= float(LIMIT):
        return numeric("The number is too large.")
    return fit(Decimal(f"{value:.15g}"))


def negate(value: Decimal) -> Decimal:
    """Without rounding: the operators of Decimal round to the thread's own context."""
    return value.copy_negate() if value else value


def show(value: Decimal) -> str:
    """Without exponent and trailing zeros: `1.50` is "1.5"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
