"""The audit of tests/cases/shelf_audit, compiled anew, and stores of its people over one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldpact.pipeline import check, render_bundle_of

SPEC = Path(__file__).parents[1] / "cases" / "shelf_audit" / "spec.yaml"
NOON = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)


class Clock:
    """Stands still until a test moves it on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf_audit")
    reading = check(SPEC)
    assert reading.app is not None, reading.findings
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


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
