"""The conditions inside a formula: what `If`, `Switch`, `&&` and `||` look at, and which ways each of them went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fieldapp.formula import coerce
from fieldapp.formula.load import PARAMETERS, load
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World
from fieldpact.formula import syntax
from fieldpact.formula.parser import parse

_DEEPEST = len(PARAMETERS) - 1
_MOST_ROWS = 1_000
"""Of a stored table whose rows a condition is tried on."""
_JOINS = ("and", "or")


@dataclass(slots=True)
class Condition:
    """`start` and `end` are its place in the formula's text; `seen` the ways it went: True, False."""

    start: int
    end: int
    tree: list[Any]
    seen: set[bool] = field(default_factory=set)

    def holds(self, world: World, records: Sequence[Record]) -> bool | None:
        """None where it is neither, because it fails."""
        value = coerce.boolean(self._call(world, *records))
        if isinstance(value, ErrorValue):
            return None
        self.seen.add(value)
        return value

    def __post_init__(self) -> None:
        self._call = load(self.tree)

    _call: Any = field(init=False, repr=False)


class Probe:
    """Follows a formula on given records the way it goes itself: only branches that are taken are looked into."""

    def __init__(self, text: str, tree: list[Any]) -> None:
        self.tree = tree
        self._by_node: dict[int, Condition] = {}
        self._below: dict[int, list[Condition]] = {}
        self._prepare(text)

    @property
    def conditions(self) -> list[Condition]:
        return list(self._by_node.values())

    def follow(self, world: World, records: Sequence[Record]) -> None:
        self._follow(self.tree, world, records)

    def _prepare(self, text: str) -> None:
        """The tree has the shape of the syntax, which knows the places: conditions come in the same order in both."""
        nodes = list(_of_tree(self.tree))
        if not nodes:
            return
        parsed, _ = parse(text)
        places = list(_of_syntax(parsed)) if parsed is not None else []
        if len(places) != len(nodes):
            places = [(0, len(text))] * len(nodes)
        for (node, tree), (start, end) in zip(nodes, places, strict=True):
            self._by_node[id(node)] = Condition(start, end, tree)
        self._mark(self.tree)

    def _mark(self, tree: list[Any]) -> list[Condition]:
        """Notes the conditions that a node is or leads to."""
        below = [condition for part in tree if isinstance(part, list) for condition in self._mark(part)]
        if id(tree) in self._by_node:
            below.append(self._by_node[id(tree)])
        if below:
            self._below[id(tree)] = below
        return below

    def _is_open(self, node: list[Any]) -> bool:
        """Whether there is something left to learn below a node. All else isn't walked: tables may be large."""
        return any(len(condition.seen) < 2 for condition in self._below.get(id(node), ()))

    def _follow(self, tree: list[Any], world: World, records: Sequence[Record]) -> None:
        if not self._is_open(tree):
            return
        kind, parts = tree[0], tree[1:]
        if kind == "if":
            self._choose(parts, parts[: len(parts) // 2 * 2], world, records)
        elif kind == "switch":
            self._follow(parts[0], world, records)
            self._choose(parts[1:], parts[1 : 1 + (len(parts) - 1) // 2 * 2], world, records)
        elif kind in _JOINS:
            for part in parts:
                if self._meet(part, world, records) is not (kind == "and"):
                    return
        elif kind == "call":
            self._rows(parts[1:], world, records)
        elif kind == "iferror":
            for part in parts[1::2]:
                self._follow(part, world, records)
        else:
            for part in parts:
                if isinstance(part, list):
                    self._follow(part, world, records)

    def _choose(self, parts: list[Any], pairs: list[Any], world: World, records: Sequence[Record]) -> None:
        for condition, result in zip(pairs[::2], pairs[1::2], strict=True):
            met = self._meet(condition, world, records)
            if met is None:
                return
            if met:
                self._follow(result, world, records)
                return
        if len(parts) > len(pairs):
            self._follow(parts[-1], world, records)

    def _meet(self, node: list[Any], world: World, records: Sequence[Record]) -> bool | None:
        self._follow(node, world, records)
        condition = self._by_node.get(id(node))
        if condition is not None:
            return condition.holds(world, records)
        value = load(node)(world, *records)  # a chain of && or ||, whose parts are the conditions
        return value if isinstance(value, bool) else None

    def _rows(self, arguments: list[Any], world: World, records: Sequence[Record]) -> None:
        """The arguments of a call; a function of one row is tried on each row of the first argument."""
        for argument in arguments:
            if argument[0] != "each":
                self._follow(argument, world, records)
            elif self._is_open(argument) and argument[1] < _DEEPEST:
                _, level, body = argument
                above = [*records, *[{}] * level][:level]
                for row in _rows_of(load(arguments[0])(world, *records)):
                    self._follow(body, world, [*above, row])
                    if not self._is_open(body):
                        break


def _rows_of(value: Any) -> Sequence[Record]:
    """The rows of a table; a single record, which `With` takes, is its own only row."""
    if isinstance(value, Mapping):
        return (value,)
    return value[:_MOST_ROWS] if isinstance(value, list | tuple) else ()


def _of_tree(tree: list[Any]) -> Iterator[tuple[list[Any], list[Any]]]:
    """Each condition's node, with the tree that says whether it is met.

    The fallbacks of `IfError` are left out: they read an error that only the formula itself has.
    """
    kind, parts = tree[0], tree[1:]
    if kind == "if":
        yield from ((node, node) for node in parts[: len(parts) // 2 * 2 : 2])
    elif kind == "switch":
        yield from ((node, ["=", parts[0], node]) for node in parts[1 : 1 + (len(parts) - 1) // 2 * 2 : 2])
    elif kind in _JOINS:
        yield from ((node, node) for node in parts if node[0] not in _JOINS)
    for part in parts[1::2] if kind == "iferror" else parts:
        if isinstance(part, list):
            yield from _of_tree(part)


def _of_syntax(node: syntax.Node) -> Iterator[tuple[int, int]]:
    """The same conditions in the same order, as places in the text."""
    found: Sequence[syntax.Node] = ()
    match node:
        case syntax.Call(name="If", arguments=arguments):
            found = arguments[: len(arguments) // 2 * 2 : 2]
        case syntax.Call(name="Switch", arguments=arguments):
            found = arguments[1 : 1 + (len(arguments) - 1) // 2 * 2 : 2]
        case syntax.Call(name="And" | "Or", arguments=arguments):
            found = [argument for argument in arguments if not _joins(argument)]
        case syntax.Binary(operator="and" | "or"):
            found = [operand for operand in (node.left, node.right) if not _joins(operand)]
    yield from ((each.start, each.end) for each in found)
    tries = isinstance(node, syntax.Call) and node.name == "IfError"
    for child in syntax.children(node)[:: 2 if tries else 1]:
        yield from _of_syntax(child)


def _joins(node: syntax.Node) -> bool:
    match node:
        case syntax.Binary(operator="and" | "or") | syntax.Call(name="And" | "Or"):
            return True
    return False
