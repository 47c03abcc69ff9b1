"""Functions lent to SQLite, so that texts and decimals compare there as they do in formulas.

They are written out instead of called from the function library: that one keeps account of a formula's work, and what
it raises when the work is used up would come back as an error of the database.
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal


def register(connection: sqlite3.Connection) -> None:
    """Makes `fx_in` and the others known to a connection. NULL is the empty text, and 0."""
    connection.create_function("fx_in", 2, _within, deterministic=True)
    connection.create_function("fx_exactin", 2, _within_exactly, deterministic=True)
    connection.create_function("fx_starts", 2, _starts, deterministic=True)
    connection.create_function("fx_fold", 1, _fold, deterministic=True)
    connection.create_function("fx_compare", 2, _compare, deterministic=True)


def _within(needle: str | None, hay: str | None) -> bool:
    return _fold(needle) in _fold(hay)


def _within_exactly(needle: str | None, hay: str | None) -> bool:
    return (needle or "") in (hay or "")


def _starts(text: str | None, start: str | None) -> bool:
    return _fold(text).startswith(_fold(start))


def _fold(text: str | None) -> str:
    return (text or "").casefold()


def _compare(a: str | None, b: str) -> int:
    """Of two decimals in their stored form: -1, 0 or 1. SQLite itself would take them for floats."""
    x, y = Decimal(a or 0), Decimal(b)
    return (x > y) - (x < y)
