"""Syntax to the one canonical text: single spaces, `&&` and `||`, brackets only where they matter."""

from __future__ import annotations

import re
from typing import Final

from fieldpact.formula import syntax
from fieldpact.formula.parser import BINDING, PREFIX

PLAIN_NAME: Final = re.compile(r"[^\W\d]\w*")
RESERVED: Final = frozenset(["true", "false", "And", "Or", "Not", "As", "in", "exactin"])
SPELLING: Final = {"and": "&&", "or": "||"}
HIGHEST: Final = 100
"""Binds closer than every operator: literals, names, calls."""


def show(node: syntax.Node) -> str:
    """The canonical text of a syntax; parsing it gives the same syntax again."""
    return _show(node)


def _binding(node: syntax.Node) -> int:
    match node:
        case syntax.Binary():
            return BINDING[node.operator]
        case syntax.As():
            return 5
        case syntax.Unary():
            return HIGHEST if node.operator == "%" else PREFIX
    return HIGHEST


def _within(node: syntax.Node, binding: int) -> str:
    """`node` in brackets if it binds less closely than its place needs."""
    text = _show(node)
    return text if _binding(node) >= binding else f"({text})"


def _show(node: syntax.Node) -> str:
    match node:
        case syntax.Number():
            return node.digits
        case syntax.Text():
            return quoted(node.value)
        case syntax.Boolean():
            return "true" if node.value else "false"
        case syntax.Interpolation():
            return '$"' + "".join(_part(part) for part in node.parts) + '"'
        case syntax.Name():
            return name(node.name)
        case syntax.Global():
            return f"[@{name(node.name)}]"
        case syntax.Scoped():
            return f"{name(node.scope)}[@{name(node.name)}]"
        case syntax.Dot():
            return f"{_dotted(node.left)}.{name(node.name)}"
        case syntax.Call():
            return f"{node.name}({', '.join(map(_show, node.arguments))})"
        case syntax.Unary():
            operand = _within(node.operand, HIGHEST if node.operator == "%" else PREFIX)
            return f"{operand}%" if node.operator == "%" else f"{node.operator}{operand}"
        case syntax.Binary():
            return _binary(node)
        case syntax.As():
            return f"{_within(node.value, HIGHEST)} As {name(node.name)}"
        case syntax.Record():
            return "{" + ", ".join(f"{name(key)}: {_show(value)}" for key, value in node.entries) + "}"
        case syntax.Table():
            return "[" + ", ".join(map(_show, node.items)) + "]"


def _binary(node: syntax.Binary) -> str:
    binding = BINDING[node.operator]
    to_right = node.operator == "^"
    left = _within(node.left, binding + to_right)
    right = _within(node.right, binding + (not to_right))
    return f"{left} {SPELLING.get(node.operator, node.operator)} {right}"


def _dotted(node: syntax.Node) -> str:
    """What stands before a dot: a number there would read on into its fraction."""
    return f"({_show(node)})" if isinstance(node, syntax.Number) else _within(node, HIGHEST)


def _part(node: syntax.Node) -> str:
    if isinstance(node, syntax.Text):
        return node.value.replace('"', '""').replace("{", "{{").replace("}", "}}")
    shown = _show(node)
    apart = " " if shown.startswith("{") or shown.endswith("}") else ""  # a doubled brace would be a plain one
    return f"{{{apart}{shown}{apart}}}"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def name(text: str) -> str:
    """A name, in single quotes where it would not read as one."""
    if PLAIN_NAME.fullmatch(text) and text not in RESERVED:
        return text
    return "'" + text.replace("'", "''") + "'"
