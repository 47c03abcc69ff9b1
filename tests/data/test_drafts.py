"""Drafts outlive everything but their own save."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository


def test_a_draft_is_there_after_a_restart(store: Repository, bundle: Path) -> None:
    doc = {"form": {"remark": "half a sent\ud800", "lines": [{"qty": "1,"}]}, "record": ""}
    key = store.drafts.save("visit", doc)
    again = Repository(load_bundle(bundle), store.folder)  # without closing, as after a kill
    draft = again.drafts.get(key)
    assert draft is not None
    assert (draft.table, draft.doc) == ("visit", doc)
    again.close()


def test_newest_first_and_one_row_a_draft(bundle: Path, tmp_path: Path) -> None:
    now = dt.datetime(2027, 2, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    store = Repository(load_bundle(bundle), tmp_path / "store", clock=lambda: now)
    first = store.drafts.save("visit", {"n": 1})
    now += dt.timedelta(minutes=1)
    second = store.drafts.save("visit", {"n": 2})
    now = (now + dt.timedelta(minutes=1)).astimezone(dt.timezone(dt.timedelta(hours=-5)))
    store.drafts.save("visit", {"n": 3}, first)
    assert [(draft.id, draft.doc["n"]) for draft in store.drafts.list("visit")] == [(first, 3), (second, 2)]
    assert store.drafts.list("account") == []
    store.close()


def test_a_save_takes_its_draft_with_it(store: Repository) -> None:
    key, other = store.drafts.save("visit", {}), store.drafts.save("visit", {})
    store.save("visit", {"remark": "done"}, draft=key)
    assert [draft.id for draft in store.drafts.list()] == [other]
    store.drafts.remove(other)
    assert store.counts().drafts == 0
    assert store.drafts.get(other) is None
