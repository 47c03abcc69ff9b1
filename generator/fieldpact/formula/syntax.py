"""The syntax of a formula: nodes with their place in the text, before any meaning."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Number:
    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class Text:
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Boolean:
    start: int
    end: int
    value: bool


@dataclass(frozen=True, slots=True)
class Interpolation:
    """`$"a {b}"`; its parts are Text and other nodes."""

    start: int
    end: int
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Global:
    """`[@name]`: past every row scope."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Scoped:
    """`row[@name]`: a field of a row by the row's name, past nearer names."""

    start: int
    end: int
    scope: str
    name: str


@dataclass(frozen=True, slots=True)
class Dot:
    start: int
    end: int
    left: Node
    name: str
    name_start: int


@dataclass(frozen=True, slots=True)
class Call:
    """`name_end` is where the function's name ends; it begins at `start`."""

    start: int
    end: int
    name: str
    arguments: tuple[Node, ...]
    name_end: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`-`, `!` or `%` (which stands behind)."""

    start: int
    end: int
    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    start: int
    end: int
    operator: str
    left: Node
    right: Node
    operator_start: int


@dataclass(frozen=True, slots=True)
class As:
    start: int
    end: int
    value: Node
    name: str


@dataclass(frozen=True, slots=True)
class Record:
    start: int
    end: int
    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Table:
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
