"""Work that is counted rather than timed: the same number on every machine, however busy it is."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")


def counted(act: Callable[[], T]) -> tuple[T, int]:
    """What `act` answers, and how many calls of Python and C functions it took in this thread."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        answer = act()
    finally:
        sys.setprofile(before)
    return answer, count


def steps(connection: sqlite3.Connection, act: Callable[[], T]) -> tuple[T, int]:
    """What `act` answers, and how many instructions SQLite carried out for it on that connection."""
    count = 0

    def note() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(note, 1)
    try:
        answer = act()
    finally:
        connection.set_progress_handler(None, 1)
    return answer, count
