"""Recent: the last few that this person's own records pointed to, as far as they may still be picked."""

from __future__ import annotations

import pytest

from tests.links.specs import OTTO


@pytest.fixture
def accounts(store):
    return [store.save("account", {"name": f"Shop {n}", "tier": "a"}) for n in range(8)]


def recent(store, field="account", **more):
    link = store.app.tables["visit"].field(field)
    return [entry.title for entry in store.recent(link, ({},), **more)]


def test_the_last_five_different_ones_the_latest_first(store, accounts):
    assert recent(store) == []
    for n in (0, 1, 2, 1, 3, 4, 5, 4):
        store.save("visit", {"account": accounts[n]})
    store.save("visit", {"note": "without one"})
    assert recent(store) == ["Shop 4", "Shop 5", "Shop 3", "Shop 1", "Shop 2"]
    assert recent(store, limit=2) == ["Shop 4", "Shop 5"]


def test_what_others_picked_is_not_this_persons_recent(store, accounts):
    store.save("visit", {"account": accounts[0]})
    other = store.acting(OTTO)
    other.save("visit", {"account": accounts[1]})
    assert (recent(store), recent(other)) == (["Shop 0"], ["Shop 1"])


def test_what_may_not_be_picked_or_read_any_more_is_left_out(store, accounts):
    for key in accounts[:4]:
        store.save("visit", {"account": key})
    store.save("account", {"tier": "c"}, accounts[0])
    store.as_device().save("account", {"city": "Elsewhere"}, accounts[1])
    store.as_device().delete("account", accounts[2])
    assert recent(store) == ["Shop 3"]


def test_the_rows_of_lines_have_their_own(store, accounts):
    link = next(field for field in store.app.tables["visit"].field("lines").fields if field.name == "at")
    store.save("visit", {"account": accounts[7], "lines": [{"at": accounts[0]}, {"at": accounts[1]}]})
    store.save("visit", {"lines": [{"at": accounts[2]}, {"at": accounts[0]}, {"at": None}]})
    assert [entry.title for entry in store.recent(link, ({}, {}))] == ["Shop 2", "Shop 0", "Shop 1"]
