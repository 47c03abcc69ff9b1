"""The compiled app, and a store of it that belongs to one rep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from tests.links.specs import LENA, bundle_of


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle_of(tmp_path_factory.mktemp("links"))


@pytest.fixture
def store(bundle: Path, tmp_path: Path) -> Iterator[Repository]:
    repository = Repository(load_bundle(bundle), tmp_path / "store", bundle, me=LENA)
    yield repository
    repository.close()
