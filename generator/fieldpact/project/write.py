"""Writes a build in one step: a whole new folder is staged beside the target and trades places with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from fieldpact.project.exchange import put_in_place, recover
from fieldpact.project.history import read_history
from fieldpact.project.lock import locked
from fieldpact.project.plan import Plan, plan_build, unusable

Render = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
"""The schemas of earlier releases, as the folder keeps them -> every file of the project."""


def update(target: Path, render: Render, discard_edits: bool = False) -> Plan:
    """Makes `target` what `render` says, unless the plan has findings; then nothing is written.

    A kill at any moment leaves the old folder or the new one, user files included. Raises OSError (disk full, no
    permission) and Busy; the target is then as it was.
    """
    plan = unusable(target)
    if plan is not None:
        return plan
    if not _left_behind(target):
        plan = plan_build(target, render(read_history(target)), discard_edits)
        if plan.empty and not plan.findings:
            return plan
    # What was planned without the lock may have read half of another build, so it is planned again.
    with _held(target):
        plan = plan_build(target, render(read_history(target)), discard_edits)
        if not plan.findings and not plan.empty:
            _write(target, plan)
        return plan


def aside_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-old")


def lock_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-lock")


def staged_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.fieldpact-new")


def _left_behind(target: Path) -> bool:
    """Whether a killed build has something to be mended or cleared away."""
    return any(os.path.lexists(path) for path in (aside_of(target), staged_of(target), lock_of(target)))


@contextmanager
def _held(target: Path) -> Iterator[None]:
    """The lock, with whatever a killed build left behind finished or taken back."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(lock_of(target)):
        recover(target, aside_of(target))
        shutil.rmtree(aside_of(target), ignore_errors=True)
        shutil.rmtree(staged_of(target), ignore_errors=True)
        yield


def _write(target: Path, plan: Plan) -> None:
    staged, aside = staged_of(target), aside_of(target)
    try:
        _stage(target, staged, plan)
        put_in_place(staged, target, aside)
    except BaseException:
        recover(target, aside)
        shutil.rmtree(staged, ignore_errors=True)
        raise
    _sync_folder(target.parent)
    shutil.rmtree(aside, ignore_errors=True)


def _stage(target: Path, staged: Path, plan: Plan) -> None:
    """Everything that stays comes over as hard links, so that even a large `.git` costs little."""
    skip = {*plan.write, *plan.remove}

    def skipped(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if (Path(folder) / name).relative_to(target).as_posix() in skip]

    if target.is_dir():
        shutil.copytree(target, staged, symlinks=True, copy_function=_link, ignore=skipped)
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
