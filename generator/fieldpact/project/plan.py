"""What a build would change in a folder, before it changes anything."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fieldpact.findings import Finding
from fieldpact.project.manifest import MANIFEST, digest, read_manifest

WRITTEN_ONCE = "src/custom/"
"""Files below are written if absent and never touched again."""


@dataclass(slots=True)
class Plan:
    """`write` are new or changed files, `remove` tool-owned files no longer wanted."""

    write: dict[str, bytes] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.write and not self.remove


def plan_build(folder: Path, files: Mapping[str, bytes], discard_edits: bool = False) -> Plan:
    """Compares the folder with what the build made. Hand-edited tool-owned files are findings with a diff."""
    plan = Plan()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        plan.findings.append(Finding("bad-target", f"{folder} is not a folder", hint="name a new or an empty folder with -o"))
        return plan
    known = read_manifest(folder)
    if known is None and folder.is_dir() and any(folder.iterdir()):
        say = f"{folder} has files in it that fieldpact didn't write"
        plan.findings.append(Finding("foreign-folder", say, hint="name a new or an empty folder with -o"))
        return plan
    known = known or {}
    for path, wanted in files.items():
        present = _read(folder, path, plan)
        if path.startswith(WRITTEN_ONCE):
            if present is None and path not in known:
                plan.write[path] = wanted
            continue
        if present == wanted:
            continue
        if present is not None and path != MANIFEST and digest(present) != known.get(path) and not discard_edits:
            plan.findings.append(_edited(path, present, wanted))
        plan.write[path] = wanted
    for path in known:
        if path not in files and not path.startswith(WRITTEN_ONCE):
            present = _read(folder, path, plan)
            if present is not None and digest(present) != known[path] and not discard_edits:
                plan.findings.append(_edited(path, present, b""))
            if present is not None:
                plan.remove.append(path)
    return plan


def _read(folder: Path, path: str, plan: Plan) -> bytes | None:
    """A file's bytes; a symbolic link anywhere on the way is a finding, since it may lead out of the folder."""
    place = folder
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            say = f"{path} is a symbolic link and was left alone"
            plan.findings.append(Finding("symbolic-link", say, hint="replace the link by a plain file or folder"))
            return None
    try:
        return place.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        plan.findings.append(Finding("bad-target", f"{path} is a folder where a file belongs", hint="move it away"))
        return None


def _edited(path: str, present: bytes, wanted: bytes) -> Finding:
    hint = "move the change to src/custom/ or the spec, then build with --discard-edits"
    try:
        here, there = present.decode().splitlines(keepends=True), wanted.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return Finding("edited-by-hand", f"{path} was edited by hand and is kept; nothing was written", hint=hint)
    lines = list(difflib.unified_diff(there, here, f"{path} (built)", f"{path} (edited by hand)", n=2))
    shown = "".join(line if line.endswith("\n") else line + "\n" for line in lines[:40])
    more = f"… {len(lines) - 40} more lines\n" if len(lines) > 40 else ""
    return Finding("edited-by-hand", f"{path} was edited by hand and is kept; nothing was written\n{shown}{more}", hint=hint)
