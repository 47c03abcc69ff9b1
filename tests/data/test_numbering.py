"""Numbers of records: given once, without gaps, on each device by itself, whatever happens in between."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.killing import killed

from fieldapp.bundle import load_bundle
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository

BUNDLE = Path(__file__).parents[1] / "cases" / "shop_visit" / "bundle"
KILLS = 12


def opened(folder: Path) -> Repository:
    return Repository(load_bundle(BUNDLE), folder)


def numbers(store: Repository) -> list[int]:
    """The running parts of all numbers, oldest record first."""
    return [int(str(record["number"]).rpartition("-")[2]) for record in store.rows("visit")]


def number_of(store: Repository, key: str) -> str:
    record = store.record("visit", key)
    assert record is not None
    return str(record["number"])


@pytest.fixture
def visits(tmp_path: Path) -> Repository:
    return opened(tmp_path / "store")


def test_a_new_record_gets_the_next_number_and_keeps_it(visits: Repository) -> None:
    keys = [visits.save("visit", {"service": n}) for n in range(1, 4)]
    assert numbers(visits) == [1, 2, 3]
    first = number_of(visits, keys[0])
    assert first.startswith("SV-") and first.endswith("-0001") and len(first) == len("SV-7KQ2MX-0001")
    visits.save("visit", {"service": 5, "number": "SV-7KQ2MX-9999"}, id=keys[0])
    assert number_of(visits, keys[0]) == first
    assert visits.list("visit", search=first).total == 1
    assert visits.title("visit", keys[0]) == first


def test_a_number_is_not_given_again_after_a_delete(visits: Repository) -> None:
    visits.save("visit", {"service": 1})
    last = visits.save("visit", {"service": 2})
    token = visits.delete("visit", last)
    visits.save("visit", {"service": 3})
    assert numbers(visits) == [1, 3]
    visits.undo(token)
    assert sorted(numbers(visits)) == [1, 2, 3]
    visits.clear()
    visits.save("visit", {"service": 4})
    assert numbers(visits) == [4]


def test_a_save_that_fails_leaves_no_gap(visits: Repository) -> None:
    visits.save("visit", {"service": 1})
    with pytest.raises(DataProblem):
        visits.save("visit", {"service": 1, "source": "\ud800"})  # which SQLite refuses, after the number was given
    visits.save("visit", {"service": 2})
    assert numbers(visits) == [1, 2]


def test_devices_have_codes_of_their_own(tmp_path: Path) -> None:
    stores = [opened(tmp_path / name) for name in "abc"]
    given = [number_of(store, store.save("visit", {"service": 1})) for store in stores]
    assert len(set(given)) == 3


def test_the_code_stays_when_the_store_is_opened_again(tmp_path: Path) -> None:
    store = opened(tmp_path)
    first = number_of(store, store.save("visit", {"service": 1}))
    store.close()
    store = opened(tmp_path)
    assert number_of(store, store.save("visit", {"service": 1})) == first[:-1] + "2"


def test_two_handles_at_once_give_each_number_once(tmp_path: Path) -> None:
    stores = [opened(tmp_path), opened(tmp_path)]

    def save(store: Repository) -> None:
        for _ in range(25):
            store.save("visit", {"service": 3})

    threads = [threading.Thread(target=save, args=(store,)) for store in stores * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    fresh = opened(tmp_path)
    assert sorted(numbers(fresh)) == list(range(1, 101))


def test_kills_leave_neither_gaps_nor_doubles(tmp_path: Path) -> None:
    told, chance = dict[str, str](), random.Random(11)

    def save(tell: Callable[[str], None]) -> None:
        store = opened(tmp_path)
        while True:
            key = store.save("visit", {"service": 3})
            tell(f"{key} {number_of(store, key)}")

    for _ in range(KILLS):
        told |= dict(line.split() for line in killed(save, chance.uniform(0, 0.05)))
    store = opened(tmp_path)
    assert len(told) >= KILLS
    assert {key: number_of(store, key) for key in told} == told
    assert sorted(numbers(store)) == list(range(1, len(numbers(store)) + 1))
