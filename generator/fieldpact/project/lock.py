"""One build at a time for one folder: an advisory lock that the system releases when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Busy(Exception):
    """Another build holds the folder."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file at `path` and removes it afterwards; raises Busy at once where another process has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as problem:
            raise Busy(str(path)) from problem
        if not _still_there(handle, path):
            raise Busy(str(path))
        try:
            yield
        finally:
            # While it is still held, so that nobody's lock file but our own can be removed. Windows can't remove an
            # open file; there it stays for the next build.
            with suppress(PermissionError):
                path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def _take(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _still_there(handle: int, path: Path) -> bool:
    """False where the last holder removed the file between our opening and locking it: the lock then guards nothing."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
