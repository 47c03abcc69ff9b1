"""Small projects to write: a handful of files made by hand, with a true manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fieldpact.project.manifest import MANIFEST, manifest_bytes
from fieldpact.project.plan import WRITTEN_ONCE, Plan
from fieldpact.project.write import update

Build = Callable[..., Plan]

FIRST = {
    "README.md": b"# Store visit\n",
    "src/main.py": b"run()\n",
    "src/bundle/app.json": b"{}\n",
    "src/bundle/schema/0001.json": b'{"tables": {}}\n',
    "src/bundle/data/old.csv": b"id\na\n",
    "src/custom/__init__.py": b"# yours\n",
}
SECOND = {
    **{path: data for path, data in FIRST.items() if path != "src/bundle/data/old.csv"},
    "src/bundle/app.json": b'{"version": 2}\n',
    "src/bundle/schema/0002.json": b'{"tables": {"visit": {}}}\n',
    "src/custom/__init__.py": b"# a newer template\n",
}


def project(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files as a build makes them: with the manifest of those that the tool owns."""
    owned = {path: data for path, data in files.items() if not path.startswith(WRITTEN_ONCE)}
    return {**files, MANIFEST: manifest_bytes(owned)}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def names(folder: Path) -> list[str]:
    """What stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def fingerprints(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of change of everything there, folders too."""
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in [folder, *folder.rglob("*")]}


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return tmp_path / "app"


@pytest.fixture
def build(app: Path) -> Build:
    """Builds the given files into `app`."""

    def run(files: Mapping[str, bytes], discard_edits: bool = False) -> Plan:
        return update(app, lambda history: project(files), discard_edits)

    return run
