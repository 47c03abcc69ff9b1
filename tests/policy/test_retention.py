"""Retention: past its term and safe on the hub, a record leaves the phone; unsent work never does."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from tests.built import bundle_at

from fieldapp.bundle import load_bundle
from fieldapp.bundle.store import BundleStore
from fieldapp.data.repository import Repository
from fieldapp.policy.retention import cutoffs, days_of, purge
from fieldapp.testing.driver import showing
from fieldapp.ui.shell.updates import Updates

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


def test_a_term_shorter_than_the_journals_ends_it_too(bundle: Path, tmp_path: Path, clock: Clock) -> None:
    """Nothing of a sent record outlives its term: no record, change, log, deleted copy, hub's copy or backup."""
    app = load_bundle(bundle)
    policy = {**app.policy, "tables": {"visit": {"retention_days": 7}}}
    store = Repository(replace(app, policy=policy), tmp_path / "store", bundle, clock=clock)
    key = store.save("visit", {"remark": "Quetzal 1"})
    store.save("visit", {"remark": "Quetzal 2"}, key)
    store.delete("visit", store.save("visit", {"remark": "Quetzal 3"}))
    backup = store.folder / "data.before-schema-0001.sqlite"
    backup.write_bytes(b"Quetzal 4")
    with store._database.write() as connection:
        connection.execute("INSERT INTO base VALUES ('visit', ?, '{\"remark\": \"Quetzal 5\"}', 1, 0)", (key,))
    _acknowledge(store)
    clock.now = START + dt.timedelta(days=6)
    assert purge(store) == 0
    assert _rows(store) == {"t_visit": 1, "log": 4, "outbox": 4, "trash": 1, "base": 1}
    clock.now = START + dt.timedelta(days=8)
    assert purge(store) == 1
    assert _rows(store) == {"t_visit": 0, "log": 0, "outbox": 0, "trash": 0, "base": 0}
    assert not backup.exists()
    store.close()


def _rows(store: Repository) -> dict[str, int]:
    with store._database.read() as connection:
        names = ("t_visit", "log", "outbox", "trash", "base")
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


SPEC = """\
fieldpact: 1
app: {id: com.example.terms, name: Terms, version: 1.0.0}
tables:
  visit: {title: =remark, fields: {remark: {type: text, label: Remark, max_length: 50}}}
"""


def test_a_running_app_keeps_the_terms_from_day_to_day(tmp_path: Path, clock: Clock) -> None:
    """Between records: nothing goes from under an open form."""
    (tmp_path / "spec.yaml").write_text(SPEC)
    bundle = bundle_at(tmp_path / "bundle", tmp_path / "spec.yaml")

    async def play() -> None:
        updates = Updates(BundleStore(tmp_path / "data", bundle), tmp_path / "data")
        store = updates.repository
        store.clock = clock
        store.save("visit", {"remark": "old"}, world=store.world())
        _acknowledge(store)
        async with showing(updates.main) as app:
            await app.tap("action:settings")
            assert {"Kept on the device after sending", "1825 days"} <= set(app.texts())
            await app.tap("action:back")
            clock.now = START + dt.timedelta(days=1826)
            await app.tap("action:new:visit")
            updates.purge_if_due()
            await app.settle()
            assert store.counts().records["visit"] == 1
            await app.tap("action:back")
            await app.settle()
            assert store.counts().records["visit"] == 0

    asyncio.run(play())
