"""Narrowed lists: fields with a chosen value, beside search, conditions and access."""

from __future__ import annotations

import pytest


@pytest.fixture
def filled(store):
    rows = [
        ("Ann", "a", "North", True),
        ("Bea", "a", "South", False),
        ("Cid", "b", "North", None),
        ("Dan", "c", "north", True),
        ("Eve", "a", "Elsewhere", True),
    ]
    for name, tier, city, chain in rows:
        store.as_device().save("account", {"name": name, "tier": tier, "city": city, "chain": chain})
    return store


def titles(store, search="", where=None, **chosen):
    page = store.list("account", search=search, chosen=chosen, where=where, records=({},))
    assert page.total == len(page.rows)
    return sorted(entry.title for entry in page.rows)


def test_each_kind_of_field(filled):
    assert titles(filled) == ["Ann", "Bea", "Cid", "Dan"]
    assert titles(filled, tier="a") == ["Ann", "Bea"]
    assert titles(filled, city="North") == ["Ann", "Cid"]
    assert titles(filled, chain=True) == ["Ann", "Dan"]
    assert titles(filled, chain=False) == ["Bea"]


def test_together_and_with_search_and_the_links_own_condition(filled):
    where = filled.app.tables["visit"].field("account").where
    assert titles(filled, tier="a", city="North") == ["Ann"]
    assert titles(filled, search="be", tier="a") == ["Bea"]
    assert titles(filled, search="be", tier="b") == []
    assert titles(filled, where=where, chain=True) == ["Ann"]


def test_values_are_those_of_records_that_the_person_may_read(filled):
    assert filled.values_of("account", "city") in (["North", "north", "South"], ["north", "North", "South"])
    assert "Elsewhere" in filled.as_device().values_of("account", "city")
    assert filled.values_of("account", "city", limit=1) != ["South"]
    assert filled.values_of("account", "terms") == []


def test_a_filter_has_an_index(filled):
    with filled._database.read() as connection:
        plan = connection.execute('EXPLAIN QUERY PLAN SELECT 1 FROM t_account WHERE "tier" IS ?', ("a",)).fetchall()
    assert "q_account.tier" in plan[0][3]


def test_uncounted_the_total_says_only_whether_there_is_more(filled):
    totals = [filled.list("account", offset=at, limit=2, counted=False).total for at in (0, 1, 2, 3)]
    assert totals == [3, 4, 4, 4]
    assert len(filled.list("account", limit=2, counted=False).rows) == 2
