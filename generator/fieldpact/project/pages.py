"""Pages made from a set: which of a folder are stale, and writing them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def stale_pages(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Names of the pages in `folder` that don't say what they should, the missing ones too."""
    return [name for name, text in pages.items() if _read(folder / name) != text.encode()]


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode())


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
