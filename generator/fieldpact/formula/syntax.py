"""The syntax of a formula: nodes with their place in the text, before any meaning.

Named tuples: many are made, and the command line waits for this module.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Number(NamedTuple):
    start: int
    end: int
    digits: str


class Text(NamedTuple):
    start: int
    end: int
    value: str


class Boolean(NamedTuple):
    start: int
    end: int
    value: bool


class Interpolation(NamedTuple):
    """`$"a {b}"`; its parts are Text and other nodes."""

    start: int
    end: int
    parts: tuple[Node, ...]


class Name(NamedTuple):
    start: int
    end: int
    name: str


class Global(NamedTuple):
    """`[@name]`: past every row scope."""

    start: int
    end: int
    name: str


class Scoped(NamedTuple):
    """`row[@name]`: a field of a row by the row's name, past nearer names."""

    start: int
    end: int
    scope: str
    name: str


class Dot(NamedTuple):
    start: int
    end: int
    left: Node
    name: str
    name_start: int


class Call(NamedTuple):
    """`name_end` is where the function's name ends; it begins at `start`."""

    start: int
    end: int
    name: str
    arguments: tuple[Node, ...]
    name_end: int


class Unary(NamedTuple):
    """`-`, `!` or `%` (which stands behind)."""

    start: int
    end: int
    operator: str
    operand: Node


class Binary(NamedTuple):
    start: int
    end: int
    operator: str
    left: Node
    right: Node
    operator_start: int


class As(NamedTuple):
    start: int
    end: int
    value: Node
    name: str


class Record(NamedTuple):
    start: int
    end: int
    entries: tuple[tuple[str, Node], ...]


class Table(NamedTuple):
    start: int
    end: int
    items: tuple[Node, ...]


Node: TypeAlias = (
    Number | Text | Boolean | Interpolation | Name | Global | Scoped | Dot | Call | Unary | Binary | As | Record | Table
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below a node."""
    match node:
        case Interpolation():
            return node.parts
        case Call():
            return node.arguments
        case Table():
            return node.items
        case Record():
            return tuple(value for _, value in node.entries)
        case Binary():
            return node.left, node.right
        case Unary():
            return (node.operand,)
        case Dot():
            return (node.left,)
        case As():
            return (node.value,)
    return ()


def height(node: Node) -> int:
    """How deep a syntax nests, counted without recursion."""
    level: list[Node] = [node]
    count = 0
    while level:
        count += 1
        level = [child for parent in level for child in children(parent)]
    return count
