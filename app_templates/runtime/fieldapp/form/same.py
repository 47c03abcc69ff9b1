"""When two values are one and the same for a form."""

from __future__ import annotations

from typing import Any


def same(one: Any, other: Any) -> bool:
    """Equal and of one type: 1 and True differ, 1.0 and 1.00 don't."""
    return one is other or (type(one) is type(other) and bool(one == other))
