"""What a build would change in a folder, before it changes anything."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fieldpact.findings import Finding
from fieldpact.project.manifest import MANIFEST, digest, digests_in, read_manifest

WRITTEN_ONCE = "src/custom/"
"""Files below come with the first build and are never touched again, even where their owner took them away.

Unless the build's own manifest names them: hooks beside the spec, and everything in a release, belong to the build.
"""

HISTORY = "src/bundle/schema/"
"""The shapes of earlier releases: only the folder itself has them, so a change to one can't be built away."""


@dataclass(slots=True)
class Plan:
    """`write` are new or changed files, `remove` tool-owned files no longer wanted; `files` counts all of the build."""

    write: dict[str, bytes] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0

    @property
    def empty(self) -> bool:
        return not self.write and not self.remove


def unusable(folder: Path) -> Plan | None:
    """A plan of one finding where nothing can be built at `folder`; None where it is new, empty or a build's own."""
    if not folder.name or folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        return _refusal("bad-target", f"{folder} is not a folder of its own")
    if folder.is_dir() and read_manifest(folder) is None and any(folder.iterdir()):
        return _refusal("foreign-folder", f"{folder} has files in it that fieldpact didn't write")
    return None


def plan_build(folder: Path, files: Mapping[str, bytes], discard_edits: bool = False) -> Plan:
    """Compares the folder with what the build made. Hand-edited tool-owned files are findings with a diff."""
    refused = unusable(folder)
    if refused is not None:
        return refused
    plan = Plan(files=len(files))
    built = read_manifest(folder)
    known = built or {}
    owned = digests_in(files[MANIFEST]) or {} if MANIFEST in files else {}
    for path, wanted in files.items():
        if path.startswith(WRITTEN_ONCE) and path not in owned:
            if built is None:
                plan.write[path] = wanted
            continue
        present = _read(folder, path, plan)
        if present == wanted:
            continue
        if present is not None and path != MANIFEST and digest(present) != known.get(path) and not discard_edits:
            plan.findings.append(_edited(path, present, wanted))
        plan.write[path] = wanted
    for path, recorded in known.items():
        present = _read(folder, path, plan) if path not in files or path.startswith(HISTORY) else None
        if path.startswith(HISTORY):
            if present is None or digest(present) != recorded:
                plan.findings.append(_history_changed(path, present is None))
        elif present is not None:
            if digest(present) != recorded and not discard_edits:
                plan.findings.append(_edited(path, present, b""))
            plan.remove.append(path)
    plan.findings = list(dict.fromkeys(plan.findings))
    return plan


def _refusal(code: str, message: str) -> Plan:
    return Plan(findings=[Finding(code, message, hint="name a new or an empty folder with -o")])


def _read(folder: Path, path: str, plan: Plan) -> bytes | None:
    """A file's bytes; a symbolic link anywhere on the way is a finding, since it may lead out of the folder."""
    place = folder
    for part in path.split("/"):
        place = place / part
        if place.is_symlink():
            shown = place.relative_to(folder).as_posix()
            say = f"{shown} is a symbolic link and was left alone; nothing was written"
            plan.findings.append(Finding("symbolic-link", say, hint="replace the link by a plain file or folder"))
            return None
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        say = f"a file stands where the folder of {path} belongs"
        plan.findings.append(Finding("bad-target", say, hint="move it away"))
        return None
    except IsADirectoryError:
        plan.findings.append(Finding("bad-target", f"{path} is a folder where a file belongs", hint="move it away"))
        return None


def _history_changed(path: str, gone: bool) -> Finding:
    what = "is gone" if gone else "was edited by hand"
    say = f"{path} {what}; it tells phones how earlier releases stored their records; nothing was written"
    return Finding("history-changed", say, hint="bring it back from version control, or build into a new folder")


def _edited(path: str, present: bytes, wanted: bytes) -> Finding:
    hint = "move the change to src/custom/ or the spec, then build with --discard-edits"
    say = f"{path} was edited by hand and is kept; nothing was written"
    try:
        here, there = present.decode().splitlines(keepends=True), wanted.decode().splitlines(keepends=True)
    except UnicodeDecodeError:
        return Finding("edited-by-hand", say, hint=hint)
    lines = list(difflib.unified_diff(there, here, f"{path} (built)", f"{path} (edited by hand)", n=2))
    shown = "".join(line if line.endswith("\n") else line + "\n" for line in lines[:40])
    more = f"… {len(lines) - 40} more lines\n" if len(lines) > 40 else ""
    return Finding("edited-by-hand", f"{say}\n{shown}{more}", hint=hint)
