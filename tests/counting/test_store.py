"""What the device has counted: the sums follow every change, whoever made it and whoever may read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldapp.data.counting import sum_of
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.form import Engine
from tests.access.stores import store_of

SPEC = Path(__file__).parents[2] / "examples" / "sample_drop" / "spec.yaml"
DAY = dt.date(2027, 3, 1)
YEAR = (dt.date(2027, 1, 1), dt.date(2027, 12, 31))
EVER = (None, None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Repository]:
    with store_of(SPEC, tmp_path) as found:
        yield found


def acting(store: Repository, key: str) -> Repository:
    return store.acting(next(person for person in store.people() if person["id"] == key))


def delivered(door: Repository, lot: str, qty: int) -> str:
    key = door.save("receipt", {"note": "L-1", "date": DAY, "items": [{"id": "1", "lot": lot, "qty": Decimal(qty)}]})
    door.move("receipt", key, "confirm")
    return key


def dropped(door: Repository, hcp: str, *items: tuple[str, int], date: dt.date = DAY) -> str:
    rows = [{"id": str(n), "lot": lot, "qty": Decimal(qty)} for n, (lot, qty) in enumerate(items)]
    return door.save("drop", {"hcp": hcp, "date": date, "items": rows, "adverse": False})


def used(door: Repository, hcp: str = "h001", product: str = "p01") -> int:
    return int(door.world().counted("hcp_year", (hcp, product), YEAR, None))


def left(door: Repository, owner: str, lot: str = "l02") -> int:
    return int(door.world().counted("bag", (owner, lot), EVER, None))


def refusal(door: Repository, table: str, key: str, move: str) -> DataProblem:
    with pytest.raises(DataProblem) as refused:
        door.move(table, key, move)
    return refused.value


def test_a_record_counts_from_the_move_that_makes_it_a_fact_to_the_one_that_voids_it(store):
    rep, check = acting(store, "r01"), acting(store, "q1")
    delivered(rep, "l02", 10)
    key = dropped(rep, "h001", ("l02", 2), ("l02", 1))
    assert (used(rep), left(rep, "r01")) == (0, 10)
    rep.move("drop", key, "give")
    assert (used(rep), left(rep, "r01")) == (3, 7)
    rep.recall("drop", key)
    assert (used(rep), left(rep, "r01")) == (0, 10)
    rep.move("drop", key, "give")
    check.move("drop", key, "void", reason="Wrong physician")
    assert (used(rep), left(rep, "r01")) == (0, 10)


def test_what_nobody_here_may_read_counts_all_the_same(store):
    rep, other = acting(store, "r01"), acting(store, "r02")
    delivered(other, "l02", 10)
    other.move("drop", dropped(other, "h001", ("l02", 4)), "give")
    assert rep.rows("drop") == []
    assert used(rep) == 4
    assert left(rep, "r01") == 0  # the bag is each person's own
    engine = Engine(rep.app, rep.app.tables["drop"], rep.world(), given={"hcp": "h001"})
    engine.set("date", DAY)
    row = engine.record.cells["items"].rows[0]
    engine.set(row.cells["lot"].path, "l02")
    engine.set(row.cells["qty"].path, Decimal(9))
    kept = {state.definition.name: state.message for state in engine.checks}
    assert kept["hcp_year"] == "4 of 12 used this year, 8 left"
    assert kept["bag"] == "Only 0 of this lot in the bag"


def test_the_years_are_counted_apart(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 20)
    rep.move("drop", dropped(rep, "h001", ("l02", 5), date=dt.date(2026, 12, 31)), "give")
    rep.move("drop", dropped(rep, "h001", ("l02", 6)), "give")
    assert used(rep) == 6


def test_two_drafts_that_fit_alone_are_not_given_both(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 30)
    first, second = dropped(rep, "h001", ("l02", 8)), dropped(rep, "h001", ("l03", 8))
    rep.move("drop", first, "give")
    before = rep.record("drop", second), rep.unsent()
    problem = refusal(rep, "drop", second, "give")
    assert (problem.key, problem.values) == ("count_refused", {"say": "8 of 12 used this year, 4 left"})
    assert (rep.record("drop", second), rep.unsent()) == before
    assert used(rep) == 8


def test_nothing_is_given_that_has_left_the_bag(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 5)
    first, second = dropped(rep, "h001", ("l02", 3)), dropped(rep, "h004", ("l02", 3))
    rep.move("drop", first, "give")
    assert refusal(rep, "drop", second, "give").values == {"say": "Only 2 of this lot in the bag"}
    assert left(rep, "r01") == 2


def test_a_record_that_is_corrected_doesnt_stand_in_its_own_way(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 4)
    key = dropped(rep, "h001", ("l02", 3))
    rep.move("drop", key, "give")
    engine = Engine(rep.app, rep.app.tables["drop"], rep.world(), rep.record("drop", key))
    path = engine.record.cells["items"].rows[0].cells["qty"].path
    messages = {state.definition.name: state for state in engine.checks}
    engine.set(path, Decimal(4))
    assert (messages["bag"].message, messages["hcp_year"].message) == (None, None)
    engine.set(path, Decimal(5))
    assert messages["bag"].message == "Only 4 of this lot in the bag"
    rep.save("drop", {"items": [{"id": "0", "lot": "l02", "qty": Decimal(4)}]}, key, correction="Miscounted")
    assert (used(rep), left(rep, "r01")) == (4, 0)


def test_what_is_deleted_counts_no_more_until_it_is_brought_back(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 10)
    key = rep.save("adjustment", {"reason": "lost", "items": [{"id": "1", "lot": "l02", "qty": Decimal(3)}]})
    assert left(rep, "r01") == 7
    token = store.as_device().delete("adjustment", key)
    assert left(rep, "r01") == 10
    store.as_device().undo(token)
    assert left(rep, "r01") == 7


def test_a_store_that_has_never_counted_counts_when_it_is_opened(store):
    rep = acting(store, "r01")
    delivered(rep, "l02", 10)
    rep.move("drop", dropped(rep, "h001", ("l02", 3)), "give")
    with store._database.write() as connection:
        connection.execute("DELETE FROM ledger")
        connection.execute("DELETE FROM kv WHERE key = 'ledger'")
    assert used(rep) == 0
    Repository(store.app, store.folder).close()
    assert (used(rep), left(rep, "r01")) == (3, 7)


def test_a_sum_is_read_from_its_index_alone(store):
    query = "SELECT SUM(amount) FROM ledger WHERE name = ? AND keys = ? AND id <> ? AND day BETWEEN ? AND ?"
    with store._database.read() as connection:
        (plan,) = connection.execute(f"EXPLAIN QUERY PLAN {query}", ("bag", "[]", "", "", "")).fetchall()
    assert "COVERING INDEX ledger_sum (name=? AND keys=? AND day>? AND day<?)" in plan[-1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "drop", "give", "void", "recall", "lose", "delete"]),
        st.sampled_from(["r01", "r02"]),
        st.sampled_from(["l02", "l03"]),
        st.integers(1, 6),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_sums_are_those_of_the_records_after_any_day(steps, store):
    store.clear()
    done: dict[str, list[str]] = {"r01": [], "r02": []}
    for step, who, lot, qty in steps:
        door = acting(store, who)
        try:
            if step == "deliver":
                delivered(door, lot, qty)
            elif step == "drop":
                done[who].append(dropped(door, "h001", (lot, qty)))
            elif step == "lose":
                door.save("adjustment", {"reason": "lost", "items": [{"id": "1", "lot": lot, "qty": Decimal(qty)}]})
            elif done[who]:
                key = done[who][qty % len(done[who])]
                _on(store, door, step, key)
        except DataProblem as problem:
            assert problem.key in ("move_gone", "move_refused", "count_refused", "recall_gone", "record_gone"), problem
    for count, keys, days in [
        *(("bag", (who, lot), EVER) for who in done for lot in ("l02", "l03")),
        ("hcp_year", ("h001", "p01"), YEAR),
    ]:
        assert store.world().counted(count, keys, days, None) == by_hand(store, count, keys, days)


def _on(store: Repository, door: Repository, step: str, key: str) -> None:
    if step == "give":
        door.move("drop", key, "give")
    elif step == "void":
        acting(store, "q1").move("drop", key, "void", reason="Wrong")
    elif step == "recall":
        door.recall("drop", key)
    elif (door.record("drop", key) or {}).get("state") == "draft":
        door.delete("drop", key)


def by_hand(store: Repository, name: str, keys: Any, days: Any) -> Decimal:
    count = next(count for count in store.app.counts if count.name == name)
    world = store.as_device().world()
    return sum_of(count, keys, days, ((e, r) for e in count.entries for r in world.rows(e.table)), world)
