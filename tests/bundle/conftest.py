"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldapp.bundle.seal import seal

APP = Path(__file__).parents[1] / "data" / "bundle"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    shutil.copytree(APP, folder)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    (folder / "seal.json").write_bytes(seal(files))
    return folder
