"""Retention: past its term and safe on the hub, a record leaves the phone; unsent work never does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.policy.retention import cutoffs, days_of, purge

START = dt.datetime(2027, 1, 1, 9, tzinfo=dt.timezone(dt.timedelta(hours=9)))


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def aging(bundle: Path, tmp_path: Path, clock: Clock) -> Repository:
    return Repository(load_bundle(bundle), tmp_path / "store", bundle, clock=clock)


def _acknowledge(store: Repository, state: str = "acked") -> None:
    """What the sync client will do once the hub has answered."""
    with store._database.write() as connection:
        connection.execute("UPDATE outbox SET state = ?", (state,))


def test_sent_and_old_records_go_without_a_delete(aging: Repository, clock: Clock) -> None:
    old = aging.save("visit", {"remark": "old", "lines": [{"product": "x"}]})
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=89, hours=23)
    assert purge(aging) == 0
    clock.now = START + dt.timedelta(days=90, hours=1)
    assert purge(aging) == 1
    assert aging.record("visit", old) is None
    assert aging.list("visit", search="old").total == 0
    assert aging.queued() == []


@pytest.mark.parametrize("state", ["queued", "sent", "rejected"])
def test_unsent_work_outlives_its_term(aging: Repository, clock: Clock, state: str) -> None:
    key = aging.save("visit", {"remark": "mine"})
    aging.drafts.save("visit", {"half": "typed"})
    _acknowledge(aging, state)
    clock.now = START + dt.timedelta(days=5000)
    assert purge(aging) == 0
    assert aging.record("visit", key) is not None
    assert (aging.unsent(), aging.counts().drafts) == (1, 1)


def test_an_edit_renews_the_term(aging: Repository, clock: Clock) -> None:
    key = aging.save("visit", {"remark": "a"})
    clock.now = START + dt.timedelta(days=80)
    aging.save("visit", {"remark": "b"}, key)
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=100)
    assert purge(aging) == 0


def test_pictures_go_with_the_last_record_that_shows_them(aging: Repository, clock: Clock) -> None:
    name, kept, unsent = (aging.attachments.add(b"\xff\xd8\xff\xda\0\2" + bytes([n]) + b"\xff\xd9") for n in range(3))
    aging.save("visit", {"shelf": [name, kept, unsent]})
    with aging._database.write() as connection:
        connection.execute("UPDATE attachment SET state = 'sent' WHERE path <> ?", (unsent,))
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=50)
    aging.save("visit", {"shelf": [kept]})
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=100)
    assert purge(aging) == 1
    assert aging.attachments.names() == sorted([kept, unsent])
    assert sorted(path.name for path in aging.attachments.folder.iterdir()) == sorted([kept, unsent])


def test_the_journal_is_kept_for_its_days(aging: Repository, clock: Clock) -> None:
    token = aging.delete("visit", aging.save("visit", {"remark": "a"}))
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=29)
    purge(aging)
    aging.undo(token)
    assert [mutation.seq for mutation in aging.queued()] == [3]
    _acknowledge(aging)
    clock.now = START + dt.timedelta(days=60)
    purge(aging)
    aging.save("visit", {"remark": "b"})
    assert [mutation.seq for mutation in aging.queued()] == [4]


def test_the_terms_of_a_policy() -> None:
    policy = {"retention_days": 365, "tables": {"visit": {"retention_days": 90}, "note": {"class": "internal"}}}
    assert [days_of(policy, table) for table in ("visit", "note", "other")] == [90, 365, 365]
    assert cutoffs({}, ["visit"], START) == {}
    assert cutoffs({"retention_days": 1}, ["visit"], START) == {"visit": START - dt.timedelta(days=1)}
