"""A plain interpreter of typed trees, with exact arithmetic on fractions: what loaded functions are compared with.

It knows arithmetic, comparisons, logic, If and fields, and stands on none of the code it checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

WIDE = Context(prec=200)
DIV0 = "Div0"
NUMERIC = "Numeric"


class Failed(Exception):
    """A formula's error, by kind."""


def run(tree: list[Any], record: Mapping[str, Any]) -> Any:
    """The value of a tree: Decimal, bool or None. Raises Failed with the kind of an error."""
    kind, *parts = tree
    if kind == "num":
        return Decimal(parts[0])
    if kind == "bool":
        return parts[0]
    if kind == "blank":
        return None
    if kind == "field":
        return record[parts[1]]
    if kind == "if":
        return run(parts[1] if truth(run(parts[0], record)) else parts[2], record)
    if kind == "and":
        return all(truth(run(part, record)) for part in parts)
    if kind == "or":
        return any(truth(run(part, record)) for part in parts)
    if kind == "not":
        return not truth(run(parts[0], record))
    if kind == "neg":
        return held(WIDE.minus(amount(run(parts[0], record))))
    if kind == "to":
        value = run(parts[1], record)
        return None if value is None else amount(value) if parts[0] == "number" else truth(value)
    a, b = run(parts[0], record), run(parts[1], record)
    return compare(kind, a, b) if kind in ("=", "<>", "<", "<=", ">", ">=") else operate(kind, amount(a), amount(b))


def amount(value: Any) -> Decimal:
    return Decimal(0) if value is None else Decimal(int(value)) if isinstance(value, bool) else value


def truth(value: Any) -> bool:
    return False if value is None else bool(value)


def compare(kind: str, a: Any, b: Any) -> bool:
    if kind in ("=", "<>"):
        same = (a is None) == (b is None) and a == b
        return same if kind == "=" else not same
    a, b = amount(a), amount(b)
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[kind]


def operate(kind: str, a: Decimal, b: Decimal) -> Decimal:
    if kind == "/":
        if not b:
            raise Failed(DIV0)
        return held(WIDE.divide(a, b))
    return held({"+": WIDE.add, "-": WIDE.subtract, "*": WIDE.multiply}[kind](a, b))


def held(value: Decimal) -> Decimal:
    """The nearest value with at most 28 decimals and a coefficient below 2^96, trying one scale after another."""
    for scale in range(28, -1, -1):
        candidate = value.quantize(Decimal((0, (1,), -scale)), ROUND_HALF_EVEN, WIDE)
        if abs(int(candidate.scaleb(scale, WIDE))) < 2**96:
            return candidate
    raise Failed(NUMERIC)
