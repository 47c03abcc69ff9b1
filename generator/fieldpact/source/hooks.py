"""Reads the hooks of an app: Python files in `hooks/` beside the spec. They are read and never run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from fieldpact.findings import Finding
from fieldpact.source.data import read_beside
from fieldpact.source.text import Source

FOLDER = "hooks"
MAX_FILES = 100
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,59}\.py")
_LEFT_OUT = frozenset({"__pycache__", ".DS_Store"})
"""What Python and file managers put into a folder by themselves."""


def read_hooks(spec: Path) -> tuple[dict[str, bytes], list[Finding], dict[str, Source]]:
    """Name -> bytes of each hook, what is wrong with the folder, and the text of the files that findings point into."""
    folder = spec.parent / FOLDER
    if not folder.is_dir():
        return {}, [], {}
    hooks: dict[str, bytes] = {}
    findings: list[Finding] = []
    sources: dict[str, Source] = {}
    try:
        names = sorted(path.name for path in folder.iterdir() if path.name not in _LEFT_OUT)
    except OSError as problem:
        return {}, [_wrong(FOLDER, f"can't be read: {problem.strerror or problem}")], {}
    if len(names) > MAX_FILES:
        return {}, [_wrong(FOLDER, f"holds more than {MAX_FILES} files")], {}
    for name in names:
        shown = f"{FOLDER}/{name}"
        if not _NAME.fullmatch(name) or not (folder / name).is_file():
            findings.append(_wrong(shown, "is no hook", "hooks are Python files with plain names, such as prices.py"))
            continue
        data = read_beside(spec, shown)
        if isinstance(data, str):
            findings.append(_wrong(shown, data))
            continue
        source = Source(str(spec.parent / FOLDER / name), data.decode("utf-8", "replace"))
        problem_found = _syntax(data, shown, source)
        if problem_found:
            findings.append(problem_found)
            sources[source.name] = source
        hooks[name] = data
    return hooks, findings, sources


def _syntax(data: bytes, shown: str, source: Source) -> Finding | None:
    """A hook that Python can't read, at its line."""
    try:
        ast.parse(data.decode("utf-8"), shown)
    except SyntaxError as problem:
        start = source.offset(problem.lineno or 1, max(problem.offset or 1, 1))
        say = f"{shown} is not Python that can be read: {problem.msg}"
        return Finding("bad-hook", say, source.span(start, start + 1), path=shown)
    except UnicodeDecodeError:
        return _wrong(shown, "is not UTF-8 text", "save it as UTF-8")
    except (ValueError, RecursionError, MemoryError) as problem:
        return _wrong(shown, f"can't be read as Python: {problem or 'it is nested too deeply'}")
    return None


def _wrong(shown: str, say: str, hint: str = "") -> Finding:
    return Finding("bad-hook", f"{shown} {say}", path=shown, hint=hint)
