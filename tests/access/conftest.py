"""The store of rules.yaml with a few records that each leak test knows by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldapp.data.repository import Repository
from tests.access.stores import store_of

RULES = Path(__file__).parent / "rules.yaml"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Repository]:
    with store_of(RULES, tmp_path) as store:
        yield store


def person(store: Repository, key: str) -> Repository:
    """The store as this person of people.csv gets it."""
    return store.acting(next(one for one in store.people() if one["id"] == key))


def visit(store: Repository, owner: str, account: str | None, note: str, **values: Any) -> str:
    """A visit of that person, stored without asking the rules."""
    given: Mapping[str, Any] = {"account": account, "note": note, "outcome": None, "grade": Decimal(1), "lines": []}
    return store.save("visit", {**given, **values}, world=person(store, owner).world().free)
