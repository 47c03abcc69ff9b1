"""A full disk, a broken file, a file of a newer release: said, and nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.opening import FILE
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository


def test_a_full_disk_is_said_and_nothing_is_half_saved(store: Repository) -> None:
    kept = store.save("visit", {"remark": "before"})
    with store._database.write() as connection:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(DataProblem) as caught:
        for n in range(100):
            store.save("visit", {"remark": f"{n} " + "x" * 20_000})
    assert caught.value.key == "storage_full"
    saved = store.counts().records["visit"]
    assert store.unsent() == saved == store.list("visit").total
    with store._database.write() as connection:
        connection.execute("PRAGMA max_page_count = 1000000")
    store.save("visit", {"remark": "after"}, kept)
    assert store.list("visit", search="after").rows[0].id == kept


def _closed(bundle: Path, folder: Path, saves: int = 50) -> list[str]:
    store = Repository(load_bundle(bundle), folder, bundle)
    keys = [store.save("visit", {"remark": f"visit {n}", "lines": [{"qty": None}]}) for n in range(saves)]
    store.drafts.save("visit", {"half": "typed"})
    store.close()
    return keys


def test_a_file_that_is_no_database_is_moved_aside(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _closed(bundle, folder)
    junk = b"\xffjunk" * 5000
    (folder / FILE).write_bytes(junk)
    store = Repository(load_bundle(bundle), folder, bundle)
    assert store.recovery is not None
    assert store.recovery.moved_to.read_bytes() == junk
    assert store.counts().records == {"account": 3, "visit": 0}
    store.save("visit", {"remark": "goes on"})
    store.close()


def test_a_damaged_page_costs_no_more_than_what_stood_there(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    keys = _closed(bundle, folder)
    with closing(sqlite3.connect(folder / FILE)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'i_t_visit.account'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with (folder / FILE).open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xa5" * size)
    store = Repository(load_bundle(bundle), folder, bundle)
    assert store.recovery is not None
    assert store.recovery.moved_to.is_file()
    assert [record["id"] for record in store.rows("visit")] == keys
    assert all(len(record["lines"]) == 1 for record in store.rows("visit"))
    assert [mutation.id for mutation in store.queued()] == keys
    assert [mutation.seq for mutation in store.queued()] == list(range(1, len(keys) + 1))
    assert [dict(draft.doc) for draft in store.drafts.list()] == [{"half": "typed"}]
    assert store.list("visit", search="visit 7").total == 1
    store.close()


def test_a_kill_between_moving_aside_and_salvage_costs_nothing(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    keys = _closed(bundle, folder)
    (folder / FILE).rename(folder / "data.broken-20270101T000000000000.sqlite")
    Repository(load_bundle(bundle), folder, bundle).close()
    store = Repository(load_bundle(bundle), folder, bundle)
    assert store.recovery is None
    assert [record["id"] for record in store.rows("visit")] == keys
    assert [mutation.id for mutation in store.queued()] == keys
    store.close()


def test_a_sound_file_is_left_alone(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _closed(bundle, folder, 1)
    store = Repository(load_bundle(bundle), folder, bundle)
    assert store.recovery is None
    store.close()
    assert [path.name for path in folder.iterdir() if path.name.startswith("data.")] == [FILE]


def test_a_newer_file_is_refused_and_kept(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _closed(bundle, folder, 1)
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute("UPDATE kv SET value = '9' WHERE key = 'schema_version'")
    before = (folder / FILE).read_bytes()
    with pytest.raises(DataProblem) as caught:
        Repository(load_bundle(bundle), folder, bundle)
    assert (caught.value.key, caught.value.values) == ("newer_data", {"stored": 9, "known": 1})
    assert (folder / FILE).read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataProblem) as caught:
        Repository(load_bundle(bundle), tmp_path / "file" / "store")
    assert caught.value.key == "storage_closed"
