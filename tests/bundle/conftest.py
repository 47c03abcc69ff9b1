"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.locales import locale_files

from fieldapp.bundle.seal import seal

APP = Path(__file__).parents[1] / "data" / "bundle"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    folder = tmp_path / "bundle"
    shutil.copytree(APP, folder)
    for path, data in locale_files("SEK").items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    (folder / "seal.json").write_bytes(seal(files))
    return folder
