"""Who may read what is part of the one statement that a list is read with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from fieldapp.data.repository import Repository
from tests.access.conftest import person, visit


@contextmanager
def statements(store: Repository) -> Iterator[list[str]]:
    """The SELECTs that run meanwhile."""
    found: list[str] = []
    with store._database.read() as connection:
        connection.set_trace_callback(found.append)
        yield found
        connection.set_trace_callback(None)


def plan_of(store: Repository, statement: str) -> str:
    with store._database.read() as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
        connection.row_factory = None
    return " ".join(row["detail"] for row in rows)


@pytest.mark.parametrize("who", ["r1", "m1", "a1", "g1"])
def test_a_list_is_one_page_and_one_count(store: Repository, who: str) -> None:
    for owner in ("r1", "r2", "r3"):
        for number in range(20):
            visit(store, owner, None, f"visit {number}")
    door = person(store, who)
    with statements(store) as ran:
        page = door.list("visit", limit=5)
    assert len(page.rows) <= 5
    listing = [statement for statement in ran if "_title" in statement or "count(*)" in statement]
    assert [("LIMIT 6" in one, "count(*)" in one) for one in listing] == [(True, False), (False, True)]
    assert len(ran) <= 4  # where titles may hold hidden words, the page's records and their lines are read too


def test_searching_is_too(store: Repository) -> None:
    for number in range(20):
        visit(store, "r1", None, f"visit {number}")
    with statements(store) as ran:
        assert person(store, "a1").list("visit", "vis", limit=5).total == 20
    assert len([statement for statement in ran if '"t_visit"' in statement]) == 2


def test_ones_own_records_are_found_by_an_index(store: Repository) -> None:
    visit(store, "r1", None, "mine")
    with statements(store) as ran:
        person(store, "r1").counts()
    count = next(statement for statement in ran if '"t_visit"' in statement)
    assert "USING" in plan_of(store, count) and "owner" in plan_of(store, count)


def test_search_begins_at_its_index_whatever_a_person_may_read(store: Repository) -> None:
    with statements(store) as ran:
        person(store, "r1").list("account", "alder")
    page = next(statement for statement in ran if "_title" in statement)
    assert plan_of(store, page).startswith("SCAN found VIRTUAL TABLE")
