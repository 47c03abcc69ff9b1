"""Nodes -> plain dicts, lists and raw text, as pydantic takes them. An empty value counts as not written."""

from __future__ import annotations

from typing import Any

from fieldpact.source.nodes import Mapping, Node, Scalar


def to_plain(node: Node) -> Any:
    """Raw text for scalars; keys with an empty plain value are left out (`hint:` says nothing)."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        plain: dict[str, Any] = {}
        for entry in node.entries:
            value = entry.value
            if not isinstance(value, Scalar):
                plain[entry.key.text] = to_plain(value)
            elif not is_empty(value):
                plain[entry.key.text] = value.text
        return plain
    return [to_plain(item) for item in node.items]


def is_empty(node: Node) -> bool:
    """True for a key with nothing after it."""
    return isinstance(node, Scalar) and node.style == "plain" and node.text == ""
