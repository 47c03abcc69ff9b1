"""What the tool wrote into a folder: path -> sha256, kept at `.fieldpact/manifest.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

MANIFEST = ".fieldpact/manifest.json"
FORMAT = 1


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def manifest_bytes(files: Mapping[str, bytes]) -> bytes:
    """The manifest of tool-owned files."""
    return manifest_of({path: digest(data) for path, data in files.items()})


def manifest_of(digests: Mapping[str, str]) -> bytes:
    """The manifest of files of which only the digests are known."""
    body = {"format": FORMAT, "files": {path: digests[path] for path in sorted(digests)}}
    return (json.dumps(body, indent=1, ensure_ascii=False) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """path -> sha256 as last written; None where the folder has no readable manifest."""
    try:
        return digests_in((folder / MANIFEST).read_bytes())
    except OSError:
        return None


def digests_in(data: bytes) -> dict[str, str] | None:
    """path -> sha256 of a manifest's bytes; None where they are no manifest."""
    try:
        body = json.loads(data)
        files = body["files"]
        return dict(files) if body["format"] == FORMAT and isinstance(files, dict) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
