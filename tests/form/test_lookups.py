"""Lookups by keys, day and step, and rows made of rows: from a spec to the engine, over memory and over the store."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import SEAL, seal
from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from fieldapp.formula.values import ErrorValue

BUNDLE = Path(__file__).parents[1] / "cases" / "priced" / "bundle"
CLOCK = dt.datetime(2027, 2, 10, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("priced")
    seconds = itertools.count()
    with_data = Repository(
        load_bundle(BUNDLE), folder, BUNDLE, clock=lambda: CLOCK + dt.timedelta(seconds=next(seconds))
    )
    yield with_data
    with_data.close()


@pytest.fixture
def clean(repository):
    repository.clear()
    return repository


class Memory:
    """The same world, which answers no query by itself."""

    def __init__(self, world):
        self._world = world

    def __getattr__(self, name):
        if name == "select":
            raise AttributeError(name)
        return getattr(self._world, name)


def opened(repository, values=None, world=None):
    return Engine(repository.app, repository.app.tables["order"], world or repository.world(), values)


def lines(engine, path="lines"):
    return {row.cells["product"].value: row for row in engine.cell(path).rows}


def at(engine, product, field, path="lines"):
    return lines(engine, path)[product].cells[field]


def enter(engine, product, cases):
    engine.enter(at(engine, product, "cases").path, str(cases))


@pytest.fixture
def engine(clean):
    engine = opened(clean)
    engine.set("outlet", "o1")
    return engine


def test_the_price_is_that_of_the_list_on_the_day(engine):
    assert (at(engine, "p1", "price").value, at(engine, "p2", "price").value) == (11, 20)
    engine.set("date", dt.date(2027, 1, 31))
    assert at(engine, "p1", "price").value == 10
    engine.set("outlet", "o2")
    assert at(engine, "p1", "price").value == 8
    assert at(engine, "p1", "price").read_only


def test_a_quantity_break_is_the_largest_step_reached(engine):
    for cases, price in (("9", 11), ("10", Decimal("9.50")), ("500", Decimal("9.50")), ("0", 11), ("", 11)):
        engine.enter(at(engine, "p1", "cases").path, cases)
        assert at(engine, "p1", "price").value == price, cases


def test_a_missing_price_is_an_error_that_says_what_is_missing_and_stops_the_save(engine):
    enter(engine, "p1", 1)
    assert engine.attempt_save() == []
    enter(engine, "p3", 1)
    price = at(engine, "p3", "price")
    assert isinstance(price.value, ErrorValue)
    assert "Price missing for New, A on " in price.problem
    assert isinstance(engine.cell("total").value, ErrorValue)
    assert engine.cell("total").fault.kind == "failed"
    assert [(problem.path, problem.kind) for problem in engine.attempt_save()] == [(price.path, "failed")]
    enter(engine, "p3", 0)
    assert engine.attempt_save() == []


def test_what_is_looked_up_by_a_blank_field_is_blank_and_still_stops_the_save(clean):
    engine = opened(clean)
    row = engine.add_row("extra")
    assert row.cells["price"].value is None
    assert row.cells["price"].problem is None
    assert any(problem.path == row.cells["price"].path for problem in engine.attempt_save())
    engine.set("outlet", "o1")
    engine.set(row.cells["product"].path, "p2")
    assert row.cells["price"].value == 20


def test_an_outlet_without_a_list_has_no_prices_instead_of_free_goods(engine):
    engine.set("outlet", "o3")
    assert isinstance(at(engine, "p1", "price").value, ErrorValue)


def test_a_lookup_that_may_find_nothing_is_blank(engine):
    assert at(engine, "p2", "hint").value is None
    assert at(engine, "p1", "hint").value == 48


@pytest.mark.parametrize("world", ["store", "memory"])
def test_rows_made_of_rows_follow_them(clean, world):
    engine = opened(clean, world=Memory(clean.world()) if world == "memory" else None)
    engine.set("outlet", "o1")
    enter(engine, "p1", 1)
    assert lines(engine, "free") == {}
    enter(engine, "p1", 4)
    gift = lines(engine, "free")["p1"]
    assert (gift.cells["bottles"].value, gift.cells["deposit"].value) == (12, 12)
    enter(engine, "p1", 6)
    assert lines(engine, "free")["p1"] is gift
    assert gift.cells["bottles"].value == 18
    assert engine.cell("gifts").value == 18
    engine.set("date", dt.date(2027, 3, 1))
    assert lines(engine, "free") == {}
    assert engine.cell("gifts").value is None


def test_rows_made_of_rows_cannot_be_edited_by_hand(engine):
    enter(engine, "p1", 2)
    gift = lines(engine, "free")["p1"]
    engine.enter(gift.cells["bottles"].path, "99")
    assert gift.cells["bottles"].value == 6
    for change in (
        lambda: engine.add_row("free"),
        lambda: engine.remove_row("free", gift.id),
        lambda: engine.move_row("free", gift.id, 0),
        lambda: engine.copy_row("free", gift.id),
    ):
        with pytest.raises(KeyError, match="fixed"):
            change()


def test_a_stored_order_opens_with_the_rows_it_had_and_follows_again(clean):
    engine = opened(clean)
    engine.set("outlet", "o1")
    enter(engine, "p1", 4)
    key = clean.save("order", engine.values())
    again = opened(clean, clean.record("order", key))
    assert not again.pending.values
    assert again.values()["free"] == engine.values()["free"]
    enter(again, "p1", 2)
    assert lines(again, "free")["p1"].cells["bottles"].value == 6
    draft = Engine.from_draft(clean.app, clean.app.tables["order"], clean.world(), again.draft())
    assert draft.values() == again.values()
    enter(draft, "p1", 6)
    assert lines(draft, "free")["p1"].cells["bottles"].value == 18


def test_a_row_that_is_taken_out_takes_what_it_made_with_it_and_undo_brings_both_back(engine):
    enter(engine, "p1", 4)
    row, gift = lines(engine)["p1"], lines(engine, "free")["p1"]
    engine.remove_row("lines", row.id)
    assert lines(engine, "free") == {}
    assert engine.undo()
    assert lines(engine, "free")["p1"].id == gift.id
    assert lines(engine, "free")["p1"].cells["bottles"].value == 12


def test_as_last_time_fills_what_is_blank_from_the_newest_order_of_the_outlet(clean):
    for outlet, cases in (("o1", 3), ("o2", 9), ("o1", 5)):
        engine = opened(clean)
        engine.set("outlet", outlet)
        enter(engine, "p1", cases)
        if outlet == "o1":
            enter(engine, "p2", cases + 1)
        clean.save("order", engine.values())
    engine = opened(clean)
    engine.set("outlet", "o1")
    enter(engine, "p2", 1)
    assert engine.fill_from_last("lines") == 1
    assert (at(engine, "p1", "cases").value, at(engine, "p2", "cases").value) == (5, 1)
    assert engine.cell("total").value == 5 * 24 * 11 + 20 * 20 + 12  # 12 free bottles
    assert engine.undo()
    assert at(engine, "p1", "cases").value is None
    assert not engine.undo()


def test_without_a_last_time_nothing_is_filled(engine):
    assert engine.fill_from_last("lines") == 0
    assert engine.undoable is None


def test_the_open_order_is_not_its_own_last_time(clean):
    engine = opened(clean)
    engine.set("outlet", "o1")
    enter(engine, "p1", 3)
    key = clean.save("order", engine.values())
    again = opened(clean, clean.record("order", key))
    assert again.fill_from_last("lines") == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    outlet=st.sampled_from(["o1", "o2", "o3"]),
    day=st.dates(dt.date(2026, 12, 1), dt.date(2027, 4, 30)),
    cases=st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=3, max_size=3),
)
def test_the_store_and_memory_answer_alike(repository, outlet, day, cases):
    found = []
    for world in (repository.world(), Memory(repository.world())):
        engine = opened(repository, world=world)
        engine.set("outlet", outlet)
        engine.set("date", day)
        for row, count in zip(engine.cell("lines").rows, cases, strict=False):
            engine.enter(row.cells["cases"].path, "" if count is None else str(count))
        rows = [
            (row.cells["product"].value, row.cells["price"].value, row.cells["hint"].value, row.cells["price"].problem)
            for row in engine.cell("lines").rows
        ]
        free = [(row.cells["product"].value, row.cells["bottles"].value) for row in engine.cell("free").rows]
        found.append((rows, free, engine.cell("total").value))
    assert found[0] == found[1]


DEALS = {"p1": (48, 6, dt.date(2027, 2, 1), dt.date(2027, 2, 28))}
PACK = {"p1": 24, "p2": 20, "p3": 6}
STEPS = st.one_of(
    st.tuples(st.just("cases"), st.integers(0, 2), st.integers(0, 9)),
    st.tuples(st.just("remove"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("copy"), st.integers(0, 2), st.just(0)),
    st.tuples(st.just("move"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("undo"), st.just(0), st.just(0)),
    st.tuples(st.just("clear"), st.just(0), st.just(0)),
    st.tuples(st.just("date"), st.just(0), st.integers(0, 40)),
    st.tuples(st.just("again"), st.just(0), st.just(0)),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=14))
def test_whatever_is_done_the_free_rows_are_what_the_lines_make(repository, steps):
    engine = opened(repository)
    engine.set("outlet", "o1")
    for step, which, number in steps:
        rows = engine.cell("lines").rows
        row = rows[which % len(rows)] if rows else None
        if step == "cases" and row is not None:
            engine.enter(row.cells["cases"].path, str(number))
        elif step == "remove" and row is not None:
            engine.remove_row("lines", row.id)
        elif step == "copy" and row is not None:
            engine.copy_row("lines", row.id)
        elif step == "move" and row is not None:
            engine.move_row("lines", row.id, number)
        elif step == "undo":
            engine.undo()
        elif step == "clear":
            engine.clear_rows("lines")
        elif step == "date":
            engine.set("date", dt.date(2027, 1, 25) + dt.timedelta(days=number))
        elif step == "again":
            engine = Engine.from_draft(repository.app, engine.table, repository.world(), engine.draft())
    expected = []
    for row in engine.cell("lines").rows:
        product, cases = row.cells["product"].value, row.cells["cases"].value or 0
        buy, get, first, last = DEALS.get(product, (1, 0, dt.date.max, dt.date.min))
        bottles = cases * PACK[product] // buy * get if first <= engine.cell("date").value <= last else 0
        if cases > 0 and bottles > 0:
            expected.append((row.id, product, bottles))
    found = [(row.id, row.cells["product"].value, row.cells["bottles"].value) for row in engine.cell("free").rows]
    assert found == expected
    assert (engine.cell("gifts").value or 0) == sum(bottles for _, _, bottles in expected)
    assert all(row.cells["bottles"].path in engine.cells for row in engine.cell("free").rows)


def test_two_prices_that_came_later_are_said_and_neither_is_taken(tmp_path):
    bundle = tmp_path / "bundle"
    shutil.copytree(BUNDLE, bundle)
    with (bundle / "data" / "price.csv").open("a", encoding="utf-8") as data:
        data.write("r9,a,p2,2027-02-01,,0,1900\n")
    names = (path for path in bundle.rglob("*") if path.is_file() and path.name != SEAL)
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in names}
    (bundle / SEAL).write_bytes(seal(files))
    repository = Repository(load_bundle(bundle), tmp_path, bundle, clock=lambda: CLOCK)
    engine = opened(repository)
    engine.set("outlet", "o1")
    enter(engine, "p2", 1)
    price = at(engine, "p2", "price")
    assert isinstance(price.value, ErrorValue) and "more than one fits Lager, A on " in price.problem
    assert any(problem.path == price.path for problem in engine.attempt_save())
    assert [(clash.kind, clash.row, clash.other) for clash in repository.clashes("price")] == [("overlap", "r9", "r4")]
    assert repository.clashes("deal") == ()
    repository.close()


def test_a_price_that_was_corrected_since_waits_until_the_person_asks_for_it(clean):
    engine = opened(clean)
    engine.set("outlet", "o1")
    enter(engine, "p1", 4)
    stored = engine.values()
    stored["lines"][0]["price"] = Decimal(7)
    again = opened(clean, {**stored, "id": "x", "total": Decimal(1)})
    assert at(again, "p1", "price").value == 7
    assert again.pending.values[at(again, "p1", "price")] == 11
    assert [gift.cells["bottles"].value for gift in lines(again, "free").values()] == [12]
    again.accept_recalculation()
    assert (at(again, "p1", "price").value, again.cell("total").value) == (11, engine.cell("total").value)


def test_made_rows_of_a_stored_order_are_made_anew_when_the_person_asks_for_new_values(clean):
    engine = opened(clean)
    engine.set("outlet", "o1")
    enter(engine, "p1", 4)
    stored = engine.values()
    stored["free"][0]["bottles"] = Decimal(99)
    again = opened(clean, {**stored, "id": "x", "total": Decimal(1)})
    assert lines(again, "free")["p1"].cells["bottles"].value == 99
    again.accept_recalculation()
    assert lines(again, "free")["p1"].cells["bottles"].value == 12
