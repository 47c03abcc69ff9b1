"""What each kind of node becomes in Python.

| Node | Value |
|---|---|
| `["blank"]` `["bool", true]` `["text", "abc"]` `["num", "1.5"]` `["float", "1E100"]` | a constant |
| `["date", iso]` `["time", iso]` `["instant", iso]` | a constant |
| `["string", key]` | a text of the app in the current language |
| `["field", level, name]` | a field of a record the formula stands in |
| `["row", level]` | a record the formula stands in, or the row of an enclosing row function |
| `["get", record, name]` | a field of any record |
| `["column", table, name]` | one column of a table |
| `["link", id, table]` | the stored record behind a link |
| `["inner", table, name]` | all rows that stand in the lines of the table's rows |
| `["lookup", table, needed, on, starts, ends, step, reached, take, must]` | the one row that fits, see `lookups` |
| `["stock", name, record, key, …]` | how much stock there is, see `counting` |
| `["worst", name, takes, record, rows, within, each]` `["fits", worst]` | how near a limit rows are; if within it |
| `["rows", table]` | all records of a stored table |
| `["values", list]` | a `choices` field as a table with the column Value |
| `["record", name, value, …]` `["list", row, …]` | a record; a table of rows |
| `["+", a, b]` … `["neg", a]` `["not", a]` `["percent", a]` `["join", a, …]` | operators |
| `["if", condition, then, …, else]` `["and", …]` `["or", …]` `["coalesce", …]` | lazily, left to right |
| `["switch", value, match, result, …, else]` | lazily |
| `["iferror", level, value, fallback, …, result]` | a fallback sees FirstError in `["row", level]` |
| `["to", kind, value]` | number, float, decimal, text, boolean, date, time, instant |
| `["to", "days", value]` `["to", "clock", value]` | a date that keeps its part of a day; a time within one day |
| `["to", "shown", value]` | a date, time or instant as text, in the app's way |
| `["call", function, …]` | a function of the library |
| `["zip", level, body, table, …]` | a value for each row of one-column tables, of its cells `["cell", level, index]` |
| `["each", level, body]` | only as an argument of a call: a function of one row, which is `["row", level]` |
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from fieldapp.formula import asking, coerce, counting, decimals, functions, lookups, operators
from fieldapp.formula import python as py
from fieldapp.formula.functions.logic import described
from fieldapp.formula.registry import FUNCTIONS
from fieldapp.formula.support import (
    BINARY,
    CONVERT,
    CONVERT_TIMED,
    NOT_QUICK,
    QUICK,
    UNARY,
    either,
    follow,
    is_error,
    keep_blank,
)
from fieldapp.formula.values import ErrorValue

WORKS = (["call"], ["worst"], ["zip"], ["in"], ["exactin"], ["join"])
MOST_NODES = 20_000
DEEPEST = 250


class BadTree(Exception):
    """A tree with an unknown kind of node, or too large: nothing that the compiler makes."""


def quick(tree: list[Any]) -> bool:
    """Whether a tree is plain arithmetic with at least one operator."""
    return len(tree) == 3 and isinstance(tree[0], str) and tree[0] in QUICK and all(_plain(part) for part in tree[1:])


def _plain(tree: Any) -> bool:
    if not isinstance(tree, list) or not tree:
        return False
    if tree[0] in ("num", "field"):
        return True
    if tree[0] == "get":
        return isinstance(tree[1], list) and tree[1][:1] == ["row"]
    return quick(tree)


class Emitter:
    """Builds one formula's expressions; `names` is what its code may refer to."""

    def __init__(self) -> None:
        assert functions.__all__  # the library is loaded, so FUNCTIONS is full
        self.names: dict[str, Any] = {"__builtins__": {}, "NOT_QUICK": NOT_QUICK}
        self._constants: dict[str, str] = {}
        self._temporary = 0
        self.kept: dict[int, str] = {}
        """Trees whose values stand in a temporary name, by their identity: conditions of the query under way."""
        self.nodes = 0
        self.works = False
        """Whether the formula has anything that could go on for long."""

    def measure(self, tree: Any) -> None:
        """Refuse what is too large or too deep before anything recurses into it."""
        level, count = [tree], 0
        for _ in range(DEEPEST):
            count += len(level)
            if count > MOST_NODES:
                raise BadTree("the formula is too large")
            self.nodes = count
            self.works = self.works or any(node[:1] in WORKS for node in level)
            level = [part for node in level for part in node if isinstance(part, list)]
            if not level:
                return
        raise BadTree("the formula is too deep")

    def value(self, tree: Any) -> ast.expr:
        """The complete version of a node."""
        if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
            raise BadTree(f"not a node: {str(tree)[:80]}")
        if id(tree) in self.kept:
            return py.name(self.kept[id(tree)])
        kind, *parts = tree
        try:
            if kind in BINARY:
                a, b = parts
                return self.call(BINARY[kind], self.value(a), self.value(b))
            if kind in UNARY:
                (a,) = parts
                return self.call(UNARY[kind], self.value(a))
            method = KINDS.get(kind)
            if method is None:
                raise BadTree(f"unknown kind of node: {kind[:40]}")
            return method(self, *parts)
        except (TypeError, ValueError, IndexError, InvalidOperation) as failure:
            raise BadTree(f"malformed node: {kind[:40]}") from failure

    def fast(self, tree: list[Any]) -> ast.expr:
        """The version for plain decimals; only for trees that are `quick`."""
        if tree[0] in QUICK:
            method = self.name(f"quick_{['add', 'sub', 'mul', 'div']['+-*/'.index(tree[0])]}", QUICK[tree[0]])
            return py.call(method, self.fast(tree[1]), self.fast(tree[2]))
        if tree[0] == "get":
            return py.item(self.value(tree[1]), words(tree[2]))
        return self.value(tree)

    # Names and constants

    def name(self, label: str, thing: Any) -> ast.expr:
        self.names[label] = thing
        return py.name(label)

    def call(self, python: Callable[..., Any], *arguments: ast.expr) -> ast.expr:
        label = getattr(python, "__name__", "call").strip("<>_")
        known = self.names.get(label)
        if known is not None and known is not python:
            label = f"{label}_{len(self.names)}"
        return py.call(self.name(label, python), *arguments)

    def constant(self, label: str, value: Any) -> ast.expr:
        key = f"{label}:{value!r}"
        if key not in self._constants:
            self._constants[key] = f"k{len(self._constants)}"
        return self.name(self._constants[key], value)

    def temporary(self) -> str:
        self._temporary += 1
        return f"t{self._temporary}"

    # Kinds of nodes

    def blank(self) -> ast.expr:
        return py.constant(None)

    def bool(self, value: Any) -> ast.expr:
        return py.constant(value is True)

    def text(self, value: Any) -> ast.expr:
        return py.constant(words(value))

    def num(self, digits: Any) -> ast.expr:
        value = decimals.fit(Decimal(words(digits)))
        if isinstance(value, ErrorValue):
            raise BadTree("a number out of range")
        return self.constant("num", value)

    def float(self, digits: Any) -> ast.expr:
        return self.constant("float", float(words(digits)))

    def date(self, iso: Any) -> ast.expr:
        return self.constant("date", dt.date.fromisoformat(words(iso)))

    def time(self, iso: Any) -> ast.expr:
        return self.constant("time", dt.time.fromisoformat(words(iso)))

    def instant(self, iso: Any) -> ast.expr:
        value = dt.datetime.fromisoformat(words(iso))
        if value.tzinfo is None:
            raise BadTree("an instant without its offset")
        return self.constant("instant", value)

    def string(self, key: Any) -> ast.expr:
        return py.method(WORLD, "text", py.constant(words(key)))

    def field(self, level: Any, name: Any) -> ast.expr:
        return py.item(self.row(level), words(name))

    def row(self, level: Any) -> ast.expr:
        return py.name(row_name(level))

    def get(self, record: Any, name: Any) -> ast.expr:
        return self.call(operators.get, self.value(record), py.constant(words(name)))

    def column(self, table: Any, name: Any) -> ast.expr:
        return self.call(operators.column, self.value(table), py.constant(words(name)))

    def link(self, key: Any, table: Any) -> ast.expr:
        return self.call(follow, WORLD, self.value(key), py.constant(words(table)))

    def inner(self, table: Any, name: Any) -> ast.expr:
        return self.call(lookups.inner_rows, self.value(table), py.constant(words(name)))

    def lookup(
        self, rows: Any, needed: Any, on: Any, starts: Any, ends: Any, step: Any, reached: Any, take: Any, must: Any
    ) -> ast.expr:
        return self.call(
            lookups.looked_up,
            py.later(self.value(rows)),
            self.value(needed),
            self.value(on),
            *(py.constant(words(name)) for name in (starts, ends, step)),
            self.value(reached),
            py.constant(words(take)),
            py.constant(must is True),
        )

    def stock(self, name: Any, record: Any, *keys: Any) -> ast.expr:
        return self.call(counting.stock, WORLD, py.constant(words(name)), *map(self.value, (record, *keys)))

    def worst(self, name: Any, takes: Any, record: Any, rows: Any, within: Any, most: Any) -> ast.expr:
        told = (py.constant(words(name)), py.constant(takes is True), self.value(record), self.value(rows))
        return self.call(counting.worst, WORLD, *told, py.constant(words(within)), self.value(most))

    def fits(self, found: Any) -> ast.expr:
        return self.call(counting.within_limit, self.value(found))

    def rows(self, table: Any) -> ast.expr:
        return py.method(WORLD, "rows", py.constant(words(table)))

    def record(self, *parts: Any) -> ast.expr:
        names = [words(name) for name in parts[::2]]
        values = [self.value(value) for value in parts[1::2]]
        if len(names) != len(values):
            raise BadTree("a record with a name and no value")
        return py.dictionary(names, values)

    def list(self, *items: Any) -> ast.expr:
        return py.sequence([self.value(item) for item in items])

    def join(self, *parts: Any) -> ast.expr:
        return self.call(operators.concatenate, *(self.value(part) for part in parts))

    def to(self, kind: Any, value: Any) -> ast.expr:
        if kind in CONVERT:
            label = f"to_{kind}"
            function = self.names.get(label) or keep_blank(CONVERT[kind])
            return py.call(self.name(label, function), self.value(value))
        if kind in CONVERT_TIMED:
            label = f"to_{kind}"
            function = self.names.get(label) or keep_blank(CONVERT_TIMED[kind])
            return py.call(self.name(label, function), WORLD, self.value(value))
        raise BadTree(f"unknown conversion: {str(kind)[:40]}")

    def when(self, condition: Any, then: ast.expr, otherwise: ast.expr) -> ast.expr:
        """`then` if true, `otherwise` if false, the error if it is one."""
        name = self.temporary()
        test = py.keep(name, self.call(coerce.boolean, self.value(condition)))
        failed = py.choose(py.is_(py.name(name), False), otherwise, py.name(name))
        return py.choose(py.is_(test, True), then, failed)

    def if_(self, *parts: Any) -> ast.expr:
        result = self.value(parts[-1]) if len(parts) % 2 else py.constant(None)
        pairs = parts[: len(parts) // 2 * 2]
        if not pairs:
            raise BadTree("an if without a condition")
        for condition, then in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
            result = self.when(condition, self.value(then), result)
        return result

    def and_(self, *parts: Any) -> ast.expr:
        result = self.call(coerce.boolean, self.value(parts[-1]))
        for part in reversed(parts[:-1]):
            result = self.when(part, result, py.constant(False))
        return result

    def or_(self, *parts: Any) -> ast.expr:
        result = self.call(coerce.boolean, self.value(parts[-1]))
        for part in reversed(parts[:-1]):
            result = self.when(part, py.constant(True), result)
        return result

    def coalesce(self, *parts: Any) -> ast.expr:
        result: ast.expr = py.constant(None)
        for part in reversed(parts):
            name = self.temporary()
            value = py.keep(name, self.value(part))
            result = py.choose(self.call(operators.skipped, value), result, py.name(name))
        return result

    def switch(self, value: Any, *parts: Any) -> ast.expr:
        result = self.value(parts[-1]) if len(parts) % 2 else py.constant(None)
        subject, pairs = self.temporary(), parts[: len(parts) // 2 * 2]
        for match, then in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
            name = self.temporary()
            same = self.call(operators.equal, py.name(subject), self.value(match))
            test = py.keep(name, same)
            failed = py.choose(py.is_(py.name(name), False), result, py.name(name))
            result = py.choose(py.is_(test, True), self.value(then), failed)
        taken = py.keep(subject, self.value(value))
        return py.choose(self.call(is_error, taken), py.name(subject), result)

    def iferror(self, level: Any, *parts: Any) -> ast.expr:
        pairs = parts[: len(parts) // 2 * 2]
        result: ast.expr | None = self.value(parts[-1]) if len(parts) % 2 else None
        for value, fallback in reversed(list(zip(pairs[::2], pairs[1::2], strict=True))):
            name = self.temporary()
            test = self.call(operators.caught, py.keep(name, self.value(value)))
            seen = self.call(described, py.name(name))
            handled = py.call(py.function_of(row_name(level), self.value(fallback)), seen)
            result = py.choose(test, handled, py.name(name) if result is None else result)
        if result is None:
            raise BadTree("an iferror without a value")
        return result

    def each(self, level: Any, body: Any) -> ast.expr:
        full = py.function_of(row_name(level), self.value(body))
        if body[:2] == ["get", ["row", level]]:
            return self.constant("field", operators.FieldOf(body[2]))
        return self.call(either, py.function_of(row_name(level), self.fast(body)), full) if quick(body) else full

    def cell(self, level: Any, index: Any) -> ast.expr:
        if type(index) is not int or not 0 <= index < 100:
            raise BadTree("a cell out of range")
        return py.item(self.row(level), index)

    def zip(self, level: Any, body: Any, *tables: Any) -> ast.expr:
        each = py.function_of(row_name(level), self.value(body))
        return self.call(operators.zipped, each, *(self.value(table) for table in tables))

    def call_(self, name: Any, *arguments: Any) -> ast.expr:
        function = FUNCTIONS.get(name)
        if function is None or len(arguments) < function.least or len(arguments) > (function.most or MOST_NODES):
            raise BadTree(f"no such call: {str(name)[:40]}")
        label = f"fn_{function.name}"
        made, outside = self.name(label, function.call), [WORLD] if function.world else []
        return asking.call(self, function.name, arguments, lambda values: py.call(made, *outside, *values))


WORLD: Final = py.name("world")
KINDS: Final[dict[str, Callable[..., ast.expr]]] = {
    name: getattr(Emitter, name)
    for name in [
        "blank",
        "bool",
        "text",
        "num",
        "float",
        "date",
        "time",
        "instant",
        "string",
        "field",
        "row",
        "get",
        "column",
        "link",
        "inner",
        "lookup",
        "stock",
        "worst",
        "fits",
        "rows",
        "record",
        "list",
        "join",
        "to",
        "coalesce",
        "switch",
        "iferror",
        "each",
        "zip",
        "cell",
    ]
} | {"if": Emitter.if_, "and": Emitter.and_, "or": Emitter.or_, "call": Emitter.call_}


def words(value: Any) -> str:
    if not isinstance(value, str):
        raise BadTree("a text is missing")
    return value


def row_name(level: Any) -> str:
    if type(level) is not int or not 0 <= level < 100:
        raise BadTree("a level out of range")
    return f"r{level}"
