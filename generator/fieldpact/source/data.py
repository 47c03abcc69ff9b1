"""Reads the files that a spec names: reference data and the logo. Only from the spec's own folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

MAX_BYTES = 64 * 1024 * 1024


def read_beside(spec: Path, name: str) -> bytes | str:
    """The bytes of a file beside the spec, or in words why it can't be had."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or not pure.parts:
        return f"{name!r} lies outside the spec's folder; put the file beside the spec"
    path = spec.parent / pure
    try:
        if spec.parent.resolve() not in path.resolve().parents:
            return f"{name!r} lies outside the spec's folder; put the file beside the spec"
        if path.stat().st_size > MAX_BYTES:
            return f"{name!r} is larger than {MAX_BYTES // 1024 // 1024} MB"
        return path.read_bytes()
    except FileNotFoundError:
        return f"there is no file {name!r} beside the spec"
    except (OSError, ValueError) as problem:
        return f"{name!r} can't be read: {getattr(problem, 'strerror', None) or problem}"
