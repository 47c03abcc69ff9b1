"""A plain interpreter of typed trees, with exact arithmetic on fractions: what loaded functions are compared with.

It knows arithmetic, comparisons, logic, If, fields, and a few functions over rows within rows. It stands on none of
the code it checks.
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


def run(tree: list[Any], *records: Mapping[str, Any]) -> Any:
    """The value of a tree: Decimal, bool, None or rows. Raises Failed with the kind of an error.

    `records` are the record and the rows of the functions around, outermost first.
    """
    kind, *parts = tree
    if kind == "num":
        return Decimal(parts[0])
    if kind == "bool":
        return parts[0]
    if kind == "blank":
        return None
    if kind == "field":
        return records[parts[0]][parts[1]]
    if kind == "row":
        return records[parts[0]]
    if kind == "get":
        return run(parts[0], *records)[parts[1]]
    if kind == "call":
        return over_rows(parts[0], run(parts[1], *records), parts[2:], records)
    if kind == "if":
        return run(parts[1] if truth(run(parts[0], *records)) else parts[2], *records)
    if kind == "and":
        return all(truth(run(part, *records)) for part in parts)
    if kind == "or":
        return any(truth(run(part, *records)) for part in parts)
    if kind == "not":
        return not truth(run(parts[0], *records))
    if kind == "neg":
        return held(WIDE.minus(amount(run(parts[0], *records))))
    if kind == "to":
        value = run(parts[1], *records)
        return None if value is None else amount(value) if parts[0] == "number" else truth(value)
    a, b = run(parts[0], *records), run(parts[1], *records)
    return compare(kind, a, b) if kind in ("=", "<>", "<", "<=", ">", ">=") else operate(kind, amount(a), amount(b))


def over_rows(name: str, rows: list[Any], each: list[Any], records: tuple[Mapping[str, Any], ...]) -> Any:
    """Sum, Max, CountRows, CountIf and Filter; the row stands behind the records around it."""
    if name == "CountRows":
        return Decimal(len(rows))
    values = [run(each[0][2], *records[: each[0][1]], row) for row in rows]
    if name == "Filter":
        return [row for row, value in zip(rows, values, strict=True) if truth(value)]
    if name == "CountIf":
        return Decimal(sum(map(truth, values)))
    filled = [amount(value) for value in values if value is not None]
    if name == "Max":
        return max(filled, default=None)
    total = Decimal(0) if filled else None
    for value in filled:
        total = held(WIDE.add(amount(total), value))
    return total


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
