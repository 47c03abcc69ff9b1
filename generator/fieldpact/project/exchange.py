"""Puts a finished folder in the place of another in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def put_in_place(staged: Path, target: Path, aside: Path) -> None:
    """After this `target` is what `staged` was; what stood there is at `aside`, for the caller to remove.

    On Linux and macOS the two trade places in one system call, so that a kill leaves either the old or the new.
    Elsewhere it takes two renames; `recover` mends a kill between them.
    """
    if not target.exists():
        staged.rename(target)
        return
    if _exchange(staged, target):
        staged.rename(aside)
        return
    target.rename(aside)
    staged.rename(target)


def recover(target: Path, aside: Path) -> None:
    """Brings back the old folder after a kill between two renames."""
    if aside.exists() and not target.exists():
        aside.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        call = getattr(library, "renamex_np", None)
        result = call(first, second, _RENAME_EXCHANGE) if call else -1
    else:
        call = getattr(library, "renameat2", None)
        result = call(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) if call else -1
    if result == 0:
        return True
    unsupported = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)
    if call is None or ctypes.get_errno() in unsupported:
        return False
    code = ctypes.get_errno()
    raise OSError(code, os.strerror(code), str(other))
