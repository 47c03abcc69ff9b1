"""What can go wrong with stored data, as a text to show and never as half a change."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

_BY_CODE = {
    sqlite3.SQLITE_FULL: "storage_full",
    sqlite3.SQLITE_IOERR: "storage_failed",
    sqlite3.SQLITE_READONLY: "storage_read_only",
    sqlite3.SQLITE_CANTOPEN: "storage_closed",
    sqlite3.SQLITE_CORRUPT: "storage_damaged",
    sqlite3.SQLITE_NOTADB: "storage_damaged",
    sqlite3.SQLITE_BUSY: "storage_busy",
}


class DataProblem(Exception):
    """`key` names a text of the runtime (`Strings.ui`), `values` fill its places. Nothing was changed."""

    def __init__(self, key: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(key, dict(values or {}))
        self.key = key
        self.values = dict(values or {})


def problem_of(error: BaseException) -> DataProblem | None:
    """The problem behind an error while storing; None where the error is a fault of this program."""
    if isinstance(error, OverflowError):  # more than 64 bits
        return DataProblem("number_too_large")
    if isinstance(error, UnicodeEncodeError):  # half a surrogate pair, as a broken keyboard or clipboard sends it
        return DataProblem("text_unreadable")
    key = _BY_CODE.get(_primary(error)) if isinstance(error, sqlite3.Error) else None
    return DataProblem(key, {"detail": str(error)}) if key else None


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, as opposed to locked, full or missing."""
    return _primary(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _primary(error: sqlite3.Error) -> int:
    """SQLite's primary result code; the upper bits only refine it. Errors of the Python module carry none."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
