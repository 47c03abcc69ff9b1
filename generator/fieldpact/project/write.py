"""Writes a build in one step: a whole new folder is staged beside the target and trades places with it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from fieldpact.project.exchange import put_in_place, recover
from fieldpact.project.lock import locked
from fieldpact.project.plan import Plan


def aside_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-old")


def lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-lock")


def mend(target: Path) -> None:
    """Finishes or takes back what a killed build left behind; the caller holds no lock yet."""
    if not target.parent.is_dir():
        return
    if not (aside_of(target).exists() or _staged(target).exists()):
        return
    with locked(lock_of(target)):
        recover(target, aside_of(target))
        shutil.rmtree(aside_of(target), ignore_errors=True)
        shutil.rmtree(_staged(target), ignore_errors=True)
    lock_of(target).unlink(missing_ok=True)


def write_plan(target: Path, plan: Plan) -> None:
    """Makes the plan true. A kill at any moment leaves the old folder or the new one, user files included.

    Raises OSError (disk full, no permission) and Busy; the target is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    staged, aside = _staged(target), aside_of(target)
    with locked(lock_of(target)):
        recover(target, aside)
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(staged, ignore_errors=True)
        try:
            _stage(target, staged, plan)
            put_in_place(staged, target, aside)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        _sync_folder(target.parent)
        shutil.rmtree(aside, ignore_errors=True)
    lock_of(target).unlink(missing_ok=True)


def _staged(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-new")


def _stage(target: Path, staged: Path, plan: Plan) -> None:
    """Everything that stays comes over as hard links, so that even a large `.git` costs little."""
    skip = {*plan.write, *plan.remove}
    if target.is_dir():
        shutil.copytree(target, staged, symlinks=True, copy_function=_link, ignore=lambda d, names: [
            n for n in names if (Path(d) / n).relative_to(target).as_posix() in skip
        ])  # fmt: skip
    else:
        staged.mkdir()
    for path, data in plan.write.items():
        place = staged / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    for path in plan.remove:
        _drop_empty((staged / path).parent, staged)


def _link(source: str, target: str) -> str:
    """A hard link, or a copy where the file system has none; symbolic links stay links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
    return target


def _drop_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _sync_folder(folder: Path) -> None:
    """The rename itself reaches the disk; Windows can't open folders and needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
