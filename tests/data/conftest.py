"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.locales import locale_files

from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import seal
from fieldapp.data.repository import Repository

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


@pytest.fixture
def store(bundle: Path, tmp_path: Path) -> Iterator[Repository]:
    """An open store with its reference data."""
    repository = Repository(load_bundle(bundle), tmp_path / "store", bundle, me={"id": "p1", "name": "Lena"})
    yield repository
    repository.close()
