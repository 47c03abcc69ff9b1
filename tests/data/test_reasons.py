"""Reasons given for a check are part of the record, though of none of its fields."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.fields.reasons import REASONS


def test_reasons_come_back_and_are_queued(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, reasons={"large": "Agreed\nby phone"})
    record = store.record("visit", key)
    assert record is not None and record[REASONS] == {"large": "Agreed\nby phone"}
    assert store.queued()[-1].patch[REASONS] == {"large": "Agreed\nby phone"}


def test_a_save_that_does_not_speak_of_reasons_leaves_them(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, reasons={"large": "Yes"})
    store.save("visit", {"remark": "b"}, key)
    assert store.rows("visit")[0][REASONS] == {"large": "Yes"}
    assert dict(store.queued()[-1].patch) == {"remark": "b"}


def test_another_reason_alone_is_a_change(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, reasons={"large": "Yes"})
    store.save("visit", {"remark": "a"}, key, reasons={"large": "Yes"})
    assert store.unsent() == 1
    store.save("visit", {"remark": "a"}, key, reasons={})
    assert dict(store.queued()[-1].patch) == {REASONS: None}
    assert store.rows("visit")[0][REASONS] is None


def test_a_record_without_reasons_says_nothing_of_them(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, reasons={})
    assert REASONS not in store.queued()[-1].patch
    store.undo(store.delete("visit", key))
    assert REASONS not in store.queued()[-1].patch


def test_undo_brings_them_back(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"}, reasons={"large": "Yes"})
    store.undo(store.delete("visit", key))
    assert store.rows("visit")[0][REASONS] == {"large": "Yes"}
    assert store.queued()[-1].patch[REASONS] == {"large": "Yes"}


def test_a_file_of_before_there_were_reasons_gets_room_for_them(bundle: Path, tmp_path: Path) -> None:
    app, folder = load_bundle(bundle), tmp_path / "store"
    older = Repository(app, folder, bundle)
    key = older.save("visit", {"remark": "a"})
    older.close()
    with closing(sqlite3.connect(folder / "data.sqlite")) as connection:
        connection.execute("ALTER TABLE t_visit DROP COLUMN _reasons")
    newer = Repository(app, folder, bundle)
    newer.save("visit", {}, key, reasons={"large": "Yes"})
    record = newer.record("visit", key)
    newer.close()
    assert record is not None and (record["remark"], record[REASONS]) == ("a", {"large": "Yes"})
