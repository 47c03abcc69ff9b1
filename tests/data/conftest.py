"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sealed import sealed_app

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return sealed_app(tmp_path / "bundle")


@pytest.fixture
def store(bundle: Path, tmp_path: Path) -> Iterator[Repository]:
    """An open store with its reference data."""
    repository = Repository(load_bundle(bundle), tmp_path / "store", bundle, me={"id": "p1", "name": "Lena"})
    yield repository
    repository.close()
