"""The app of tests/cases/approval, and stores of its people over one file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.app.definition import AppDef
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from tests.built import Clock, bundle_at

SPEC = Path(__file__).parents[1] / "cases" / "approval" / "spec.yaml"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle_at(tmp_path_factory.mktemp("approval"), SPEC)


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
