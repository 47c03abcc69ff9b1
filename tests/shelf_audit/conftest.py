"""The audit of tests/cases/shelf_audit, compiled anew, and stores of its people over one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from tests.built import Clock, bundle_at

SPEC = Path(__file__).parents[1] / "cases" / "shelf_audit" / "spec.yaml"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle_at(tmp_path_factory.mktemp("shelf_audit"), SPEC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def device(bundle: Path, tmp_path: Path, clock: Clock) -> Iterator[Repository]:
    """The store, as nobody in particular."""
    repository = Repository(load_bundle(bundle), tmp_path / "store", bundle, clock=clock)
    yield repository
    repository.close()


@pytest.fixture
def lena(device: Repository) -> Repository:
    return person(device, "lena")


def person(device: Repository, id: str) -> Repository:
    return device.acting(next(each for each in device.people() if each["id"] == id))
