"""Which part of a formula over a stored table a store may answer by itself, said without naming the store.

A row function over `["rows", table]` becomes a `Query`: conditions in which everything that doesn't read the candidate
row is a numbered value, worked out beforehand. The world may have a method `select(query, values)` that answers it, or
gives UNANSWERED. Two promises make the result the same as without:

- a query that asks for `candidates` may be answered with more rows than meet the conditions, in the table's order: the
  function asks each of them again. So a store leaves out what it can't say.
- every other query is answered exactly, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from fieldapp.formula.values import Value

Tree: TypeAlias = list[Any]
Condition: TypeAlias = tuple[Any, ...]
"""`("column", field, …)` (a path through links), `("value", index)`, `(operator, condition, …)`, or UNKNOWN."""

UNKNOWN: Final[Condition] = ("unknown",)
UNANSWERED: Final = object()
"""What a store gives for a query that it can't answer exactly."""

OPERATORS: Final = frozenset(["=", "<>", "<", "<=", ">", ">=", "in", "exactin", "and", "or", "not"])
CALLS: Final = {"Not": "not", "IsBlank": "IsBlank", "StartsWith": "StartsWith"}
TOTALS: Final = frozenset(["Sum", "Average", "Min", "Max", "Distinct"])
ORDERS: Final = {"ascending": False, "descending": True}


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of one stored table.

    `take` is candidates, rows, CountRows or one of TOTALS, which are of the column at `path`. `order` is a column's
    path and whether it descends, blanks last and equal keys in the table's order; without one, the table's order.
    """

    table: str
    where: tuple[Condition, ...] = ()
    take: str = "candidates"
    path: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], bool] | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the trees of its values."""

    query: Query
    values: tuple[Tree, ...]


def candidates(name: str, arguments: Sequence[Any]) -> Asked | None:
    """The rows that Filter, LookUp or CountIf over a whole stored table need to look at."""
    if name not in ("Filter", "LookUp", "CountIf") or not _is_rows(arguments[0]):
        return None
    bodies = arguments[1:2] if name == "LookUp" else arguments[1:]
    values: list[Tree] = []
    where = _conditions(bodies, values)
    if where is None or not any(map(_says_something, where)):
        return None
    return Asked(Query(arguments[0][1], where, limit=1 if name == "LookUp" else None), tuple(values))


def answer(name: str, arguments: Sequence[Any]) -> Asked | None:
    """The query that a whole call amounts to: a count, a total, distinct values, or rows in an order."""
    values: list[Tree] = []
    if name == "CountIf":
        return _exact(["call", "Filter", *arguments], "CountRows", values=values)
    if name == "CountRows":
        return _exact(arguments[0], name, values=values)
    if name in TOTALS and len(arguments) == 2:
        path = _column(arguments[1])
        return _exact(arguments[0], name, path, values=values) if path else None
    if name == "Sort":
        return _exact(["call", name, *arguments], "rows", values=values)
    return None


def beginning(name: str, arguments: Sequence[Any]) -> Asked | None:
    """The rows that First or FirstN needs of its table."""
    limit = 1
    if name == "FirstN" and len(arguments) == 2:
        count = arguments[1]
        if not (_is(count, "num") and isinstance(count[1], str) and count[1].isascii() and count[1].isdigit()):
            return None
        limit = min(int(count[1][:9]), 1_000_000)
    elif name not in ("First", "FirstN"):
        return None
    return _exact(arguments[0], "rows", limit=limit, values=[])


def condition(tree: Tree, level: int) -> Asked:
    """A condition by itself, over the record at `level`; its table is for the caller to fill in."""
    values: list[Tree] = []
    return Asked(Query("", (_condition(tree, level, values),)), tuple(values))


def select(world: Any, query: Query, values: list[Value]) -> Value:
    """The rows that a function looks at: those that the world picks, else all of them."""
    found = _ask(world, query, values)
    return world.rows(query.table) if found is UNANSWERED else found


def answered(world: Any, query: Query, values: list[Value], otherwise: Callable[[], Value]) -> Value:
    """The world's answer, else what the formula itself works out."""
    found = _ask(world, query, values)
    return otherwise() if found is UNANSWERED else found


def _ask(world: Any, query: Query, values: list[Value]) -> Value:
    ask = getattr(world, "select", None)
    return UNANSWERED if ask is None else ask(query, values)


def _exact(
    source: Any, take: str, path: tuple[str, ...] = (), limit: int | None = None, *, values: list[Tree]
) -> Asked | None:
    """A query over a stored table, or over a Filter of one; where rows are asked for, over a Sort of those too."""
    order = None
    if take == "rows" and _is_call(source, "Sort"):
        _, _, source, by, *direction = source
        column, descending = _column(by), _descending(direction)
        if column is None or descending is None:
            return None
        order = (column, descending)
    where: tuple[Condition, ...] | None = ()
    if _is_call(source, "Filter"):
        where = _conditions(source[3:], values)
        source = source[2]
    if where is None or not _is_rows(source) or any(map(_has_unknown, where)):
        return None
    return Asked(Query(source[1], where, take, path, order, limit), tuple(values))


def _conditions(bodies: Sequence[Any], values: list[Tree]) -> tuple[Condition, ...] | None:
    if not all(_is(body, "each") and len(body) == 3 and type(body[1]) is int for body in bodies):
        return None
    return tuple(_condition(body[2], body[1], values) for body in bodies)


def _condition(tree: Any, level: int, values: list[Tree]) -> Condition:
    if not isinstance(tree, list) or not tree:
        return UNKNOWN
    if not _reads(tree, level):
        values.append(tree)
        return ("value", len(values) - 1)
    path = _path(tree, level)
    if path:
        return ("column", *path)
    kind, *parts = tree
    if kind == "call" and parts[0] in CALLS:
        kind, *parts = CALLS[parts[0]], *parts[1:]
    elif kind not in OPERATORS:
        return UNKNOWN
    return (kind, *(_condition(part, level, values) for part in parts))


def _reads(tree: list[Any], level: int) -> bool:
    """Whether a tree reads the record at `level`."""
    if tree[:2] in (["row", level], ["field", level], ["cell", level]):
        return True
    return any(_reads(part, level) for part in tree if isinstance(part, list))


def _path(tree: Any, level: int) -> tuple[str, ...] | None:
    """`account.tier` of the record at `level` as the names on the way; None for anything else."""
    match tree:
        case ["field", int(at), str(name)] if at == level:
            return (name,)
        case ["get", ["row", int(at)], str(name)] if at == level:
            return (name,)
        case ["get", ["link", key, str()], str(name)]:
            before = _path(key, level)
            return (*before, name) if before else None
    return None


def _column(body: Any) -> tuple[str, ...] | None:
    return _path(body[2], body[1]) if _is(body, "each") and len(body) == 3 else None


def _descending(direction: Sequence[Any]) -> bool | None:
    """Of the third argument of Sort; None where it is worked out."""
    if not direction:
        return False
    (tree,) = direction
    return ORDERS.get(str(tree[1]).casefold()) if _is(tree, "text") else None


def _has_unknown(found: Condition) -> bool:
    return found == UNKNOWN or any(_has_unknown(part) for part in found if isinstance(part, tuple))


def _says_something(found: Condition) -> bool:
    """Whether the first thing asked can be known: what follows something unknown may not be reached."""
    return _says_something(found[1]) if found[0] == "and" else not _has_unknown(found)


def _is(tree: Any, kind: str) -> bool:
    return isinstance(tree, list) and len(tree) > 1 and tree[0] == kind


def _is_call(tree: Any, name: str) -> bool:
    return _is(tree, "call") and tree[1] == name and len(tree) >= 4


def _is_rows(tree: Any) -> bool:
    return _is(tree, "rows") and isinstance(tree[1], str)
