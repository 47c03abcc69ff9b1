"""A compiled formula in its place."""

from __future__ import annotations

from typing import Any

from fieldapp.unchanging import unchanging

SpecPath = tuple[str | int, ...]
"""Where in the spec something was written, for findings: ("tables", "visit", "fields", "total", "formula")."""


@unchanging
class Formula:
    """Author's formula or constant, as a typed tree. `text` is the author's text without `=`; "" for a constant.

    `constant` holds the value of a constant (bool, str or Decimal text), None for a real formula.
    """

    id: str
    text: str
    tree: list[Any]
    type: str
    deps: tuple[str, ...]
    at: SpecPath
    constant: bool | str | None = None
    parts: tuple[Formula, ...] = ()
    """The formulas as they are written, where this one is several of them at once; else empty."""
