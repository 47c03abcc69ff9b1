"""The seal of a bundle: which files it has, with the digest of each. Shared by the compiler and the app.

The seal catches a damaged or half-copied bundle. It proves nothing about who made it: that is the approval's part.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

SEAL = "seal.json"
APPROVAL = "approval.json"
"""Signatures over the seal, so it can't be under it itself."""
FORMAT = 1
"""The bundle format this runtime reads; raised when an older runtime would misread a bundle."""
RUNTIME = "0.1"
"""major.minor of this runtime; a bundle made for a newer one is refused."""


class BundleRefused(Exception):
    """The bundle can't be run; `reason` says why in one sentence, naming the file."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def seal(files: Mapping[str, bytes]) -> bytes:
    """The bytes of seal.json for `files`, keyed by path inside the bundle with `/` between names."""
    digests = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files) if path not in (SEAL, APPROVAL)}
    declared = {"format": FORMAT, "runtime": RUNTIME, "files": digests}
    return (json.dumps(declared, indent=1, ensure_ascii=False) + "\n").encode()


def verify(folder: Path) -> dict[str, bytes]:
    """The bytes of every sealed file, read once, so that what was verified is what gets used."""
    digests = _digests(folder)
    present = set(_paths(folder)) - {SEAL, APPROVAL}
    if missing := sorted(digests.keys() - present):
        raise BundleRefused(f"{missing[0]} is missing")
    if extra := sorted(present - digests.keys()):
        raise BundleRefused(f"{extra[0]} is not part of the sealed bundle")
    files = {path: _read(folder, path) for path in sorted(digests)}
    for path, data in files.items():
        if hashlib.sha256(data).hexdigest() != digests[path]:
            raise BundleRefused(f"{path} was changed after the bundle was sealed")
    return files


def parse_json(data: bytes, path: str) -> Any:
    """The JSON document in `data`; anything else refuses the bundle in the name of `path`."""
    try:
        return json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BundleRefused(f"{path} is not readable JSON: {error}") from error


def _digests(folder: Path) -> dict[str, str]:
    declared = parse_json(_read(folder, SEAL), SEAL)
    if not isinstance(declared, dict) or declared.get("format") != FORMAT:
        raise BundleRefused(f"{SEAL} has a format that this app does not know; it reads format {FORMAT}")
    if _version(declared.get("runtime")) > _version(RUNTIME):
        raise BundleRefused(f"{SEAL} asks for runtime {declared['runtime']}; this app has {RUNTIME}")
    digests = declared.get("files")
    if not isinstance(digests, dict) or not all(isinstance(digest, str) for digest in digests.values()):
        raise BundleRefused(f"{SEAL} lists no files")
    if unknown := sorted(declared.keys() - {"format", "runtime", "files"}):
        raise BundleRefused(f"{SEAL} has an unknown key {unknown[0]!r}")
    return digests


def _version(text: object) -> tuple[int, ...]:
    parts = text.split(".") if isinstance(text, str) else []
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise BundleRefused(f"{SEAL} has no readable runtime version")
    return tuple(int(part) for part in parts)


def _read(folder: Path, path: str) -> bytes:
    try:
        return (folder / path).read_bytes()
    except OSError as error:
        raise BundleRefused(f"{path} can't be read: {error.strerror or error}") from error


def _paths(folder: Path) -> Iterator[str]:
    """Paths of all files below `folder`. A symbolic link could lead outside and is refused."""
    for parent, folders, names in os.walk(folder):
        for name in [*folders, *names]:
            path = Path(parent, name)
            if path.is_symlink():
                raise BundleRefused(f"{path.relative_to(folder).as_posix()} is a symbolic link")
        yield from (Path(parent, name).relative_to(folder).as_posix() for name in names)
