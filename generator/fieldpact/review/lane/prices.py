"""What would bring a reason away, in the author's own keys. Nothing is said here that a test hasn't tried out."""

from __future__ import annotations

from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Check
from fieldpact.review.lane.leaves import Leaf

_KEYS = {
    Field: frozenset(
        {"max_length", "accuracy", "max_size", "search", "keep_hidden", "purpose", "about", "visible", "required"}
        | {"read_only", "default", "formula", "where", "min", "max"}
    ),
    Check: frozenset({"strength", "that"}),
}
"""Attributes that are called as the author wrote them, and whose values can be said again."""
_LONGEST = 60


def price_of(leaf: Leaf) -> str:
    """What keeps a difference green; "" where nothing short does."""
    owner = leaf.way[-2][1] if len(leaf.way) > 1 else None
    if leaf.kind != "value" or leaf.attribute not in _KEYS.get(type(owner), ()):
        return ""
    if leaf.old is None or leaf.old is False:
        return f"without `{leaf.attribute}`, as it was, it would stay green"
    written = _written(leaf.old)
    if written is None or len(written) > _LONGEST:
        return ""
    if leaf.attribute == "accuracy" and isinstance(leaf.new, int | None):
        return f"a place as coarse as before (`accuracy: {written}`) would stay green"
    return f"`{leaf.attribute}: {written}`, as it was, would stay green"


def _written(value: object) -> str | None:
    """A value as it stands in a spec; None for constants, which a spec may write in several ways."""
    if isinstance(value, Formula):
        return f"={value.text}" if value.text and not value.parts else None
    if isinstance(value, bool):
        return "true"
    return str(value) if isinstance(value, int | str) else None
