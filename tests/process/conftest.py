"""The app of tests/cases/approval, and stores of its people over one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.app.definition import AppDef
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldpact.pipeline import check, render_bundle_of

SPEC = Path(__file__).parents[1] / "cases" / "approval" / "spec.yaml"
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
    folder = tmp_path_factory.mktemp("approval")
    reading = check(SPEC)
    assert reading.app is not None, reading.findings
    for path, data in render_bundle_of(reading, reading.app, {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="session")
def app(bundle: Path) -> AppDef:
    return load_bundle(bundle)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(app: AppDef, bundle: Path, tmp_path: Path, clock: Clock) -> Iterator[Repository]:
    repository = Repository(app, tmp_path / "store", bundle, clock=clock)
    yield repository
    repository.close()


Door = Callable[[str], Repository]


@pytest.fixture
def door(store: Repository) -> Door:
    """The store as one of the people sees it."""
    return lambda id: store.acting(next(person for person in store.people() if person["id"] == id))


@pytest.fixture
def order() -> dict[str, object]:
    """An order with two faults and one good row, as it is saved."""
    rows = [
        {"what": "Torn label", "result": "bad"},
        {"what": "Fine", "result": "ok"},
        {"what": "Dust", "result": "bad"},
    ]
    return {"outlet": "Bridge Street Café", "total": Decimal(150), "lines": rows}
