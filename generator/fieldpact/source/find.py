"""Finds the specs below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

SPEC = "spec.yaml"
_LOCK = "fieldpact.lock"
_NEVER = frozenset({"approvals", "node_modules", "__pycache__", "site-packages"})
"""Folders in which copies lie, or nothing of anybody's own."""


def find_specs(folder: Path) -> Iterator[Path]:
    """Every spec.yaml in a folder or below it, by path. Copies in approvals and in built apps are left out, and so is
    what is hidden; symbolic links to folders aren't followed."""
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NEVER and not name.startswith("."))
        if SPEC in files and _LOCK not in files:
            yield Path(place) / SPEC
