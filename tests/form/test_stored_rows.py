"""Rows made of a table, from the spec to the store and back."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form import Engine

BUNDLE = Path(__file__).parents[1] / "cases" / "prefilled" / "bundle"


@pytest.fixture
def repository(tmp_path):
    with_data = Repository(load_bundle(BUNDLE), tmp_path, BUNDLE)
    yield with_data
    with_data.close()


def opened(repository, key=None):
    values = repository.record("order", key) if key else None
    return Engine(repository.app, repository.app.tables["order"], repository.world(), values)


def test_an_order_is_filled_moved_saved_and_opened_again(repository):
    engine = opened(repository)
    assert engine.cell("lines").rows == []
    engine.set("outlet", "o2")
    lemon, water = engine.cell("lines").rows
    assert [row.cells["unit"].value for row in (lemon, water)] == ["case", "case"]
    assert (lemon.cells["usual"].value, water.cells["usual"].value) == (2, 9)
    for row, cases in ((lemon, "1"), (water, "4")):
        engine.enter(f"lines/{row.id}/cases", cases)
    assert engine.cell("first").value == "Lemon"
    engine.move_row("lines", water.id, 0)
    assert (engine.cell("first").value, engine.cell("total").value) == ("Water", Decimal(32))
    engine.set("hurry", True)
    engine.enter("why", "A party")
    engine.set("hurry", False)
    assert engine.attempt_save() == []
    key = repository.save("order", engine.values())
    again = opened(repository, key)
    assert [row.id for row in again.cell("lines").rows] == [water.id, lemon.id]
    assert not again.pending.values
    assert repository.record("order", key)["why"] == "A party"
    assert not again.cell("why").visible


def test_rows_without_cases_are_not_stored_and_nothing_comes_out_differently(repository):
    engine = opened(repository)
    engine.set("outlet", "o1")
    engine.enter(engine.cell("lines").rows[1].cells["cases"].path, "2")
    assert (engine.attempt_save(), engine.cell("first").value) == ([], "Lemon")
    key = repository.save("order", engine.values())
    again = opened(repository, key)
    assert [row.cells["product"].value for row in again.cell("lines").rows] == ["p2"]
    assert not again.pending.values
    assert again.cell("total").value == 24


class ByQuery:
    """A world whose store is asked for the records of one outlet, and never for a whole table."""

    def __init__(self, world):
        self.world = world

    def __getattr__(self, name):
        assert name != "rows", "all records were read"
        return getattr(self.world, name)


def test_the_records_that_make_rows_are_found_by_the_store(repository):
    table = repository.app.tables["order"]
    engine = Engine(repository.app, table, ByQuery(repository.world()), None, {"outlet": "o2"})
    assert [row.cells["product"].text for row in engine.cell("lines").rows] == ["Lemon", "Water"]
