"""Which options of a list in a file a test has to pick: such a list is data, and may be long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fieldpact.model.field import Field
from fieldpact.model.formula import Formula

SHORT = 20
"""A list of at most this many options is treated like one that stands in the spec: each is to be picked."""


def to_pick(field: Field, formulas: Mapping[str, Formula]) -> list[str]:
    """Of a short list all options; of a longer one those that a formula of the record names, for there the way parts.

    The others are all alike to the app: that one of them was picked is what the field itself is asked for.
    """
    if len(field.listed) <= SHORT:
        return list(field.listed)
    table, _, reached = field.path.partition(".")
    named: set[str] = set()
    for id_, formula in formulas.items():
        if id_.startswith(f"{table}.") and reached in map(_plain, formula.deps):
            named.update(_texts(formula.tree))
    return [value for value in field.listed if value in named]


def _plain(dependency: str) -> str:
    """`lines[@].city` -> `lines.city`."""
    return dependency.replace("[@]", "").replace("[]", "")


def _texts(tree: list[Any]) -> Iterator[str]:
    if tree[0] == "text":
        yield str(tree[1])
    for part in tree:
        if isinstance(part, list):
            yield from _texts(part)
