"""Functions lent to SQLite, so that texts compare by Unicode's rules there as they do in formulas.

They are written out instead of called from the function library: that one keeps account of a formula's work, and what
it raises when the work is used up would come back as an error of the database.
"""

from __future__ import annotations

import sqlite3


def register(connection: sqlite3.Connection) -> None:
    """Makes `fx_in`, `fx_exactin`, `fx_starts` and `fx_fold` known to a connection. NULL is the empty text."""
    connection.create_function("fx_in", 2, _within, deterministic=True)
    connection.create_function("fx_exactin", 2, _within_exactly, deterministic=True)
    connection.create_function("fx_starts", 2, _starts, deterministic=True)
    connection.create_function("fx_fold", 1, _fold, deterministic=True)


def _within(needle: str | None, hay: str | None) -> bool:
    return _fold(needle) in _fold(hay)


def _within_exactly(needle: str | None, hay: str | None) -> bool:
    return (needle or "") in (hay or "")


def _starts(text: str | None, start: str | None) -> bool:
    return _fold(text).startswith(_fold(start))


def _fold(text: str | None) -> str:
    return (text or "").casefold()
