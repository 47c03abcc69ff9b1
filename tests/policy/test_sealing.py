"""Restricted values are sealed wherever they touch the disk, and plain only in memory."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from tests.killing import killed
from tests.policy.sealed_store import CANARY, NUMBER, PICTURE, RESTRICTED, opened, restricted, traces

from fieldapp.bundle import load_bundle
from fieldapp.data.export import csv_files
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.data.sealing import is_marked

VALUES = {
    "remark": f"says {CANARY}",
    "tags": ["hot"],
    "count": Decimal(NUMBER),
    "done": True,
    "lines": [
        {
            "id": "row",
            "product": CANARY,
            "qty": Decimal(2),
            "parts": [{"id": "part", "lot": CANARY, "weight": Decimal("0.5")}],
        }
    ],
}


@pytest.fixture
def sealed(bundle: Path, tmp_path: Path) -> Iterator[Repository]:
    store = opened(bundle, tmp_path / "store")
    yield store
    store.close()


def test_in_memory_all_is_as_it_was(sealed: Repository, bundle: Path) -> None:
    key = sealed.save("visit", VALUES)
    sealed.close()
    store = opened(bundle, sealed.folder)
    for record in (store.record("visit", key), store.rows("visit")[0]):
        assert record is not None
        assert (record["remark"], record["tags"], record["count"]) == (VALUES["remark"], ["hot"], Decimal(NUMBER))
        assert record["done"] is True
        assert [(row["product"], row["parts"][0]["lot"]) for row in record["lines"]] == [(CANARY, CANARY)]
    (entry,) = store.list("visit").rows
    assert entry.values["remark"] == VALUES["remark"]
    store.save("visit", {"remark": "calm"}, key)
    changes = {change.field: (change.before, change.after) for change in store.history("visit", key)[0].changes}
    assert changes == {"remark": (VALUES["remark"], "calm")}
    store.close()


def test_no_byte_of_it_is_on_the_disk(sealed: Repository, bundle: Path) -> None:
    """After each step all bytes are looked through: database, its journal, drafts, files, copies."""
    steps = iter(range(99))

    def look() -> None:
        assert traces(sealed.folder, CANARY, str(NUMBER)) == [], f"after step {next(steps)}"

    draft = sealed.drafts.save("visit", {"form": {"values": VALUES | {"count": NUMBER, "lines": []}, "unread": CANARY}})
    look()
    assert sealed.drafts.list("visit")[0].doc["form"]["unread"] == CANARY
    picture = sealed.attachments.add(PICTURE, sealed.app.tables["visit"].field("shelf"))
    key = sealed.save("visit", {**VALUES, "shelf": [picture]}, draft=draft)
    look()
    sealed.save("visit", {"remark": f"{CANARY} again", "lines": [*VALUES["lines"], {"product": CANARY}]}, key)
    look()
    token = sealed.delete("visit", key)
    look()
    assert sealed.undo(token) == key
    assert sealed.record("visit", key)["remark"] == f"{CANARY} again"
    look()
    assert sealed.attachments.picture(picture) == PICTURE
    sealed.close()
    newer = replace(restricted(load_bundle(bundle)), schema_version=2)
    migrated = Repository(newer, sealed.folder, bundle)
    look()
    assert (sealed.folder / "data.before-schema-0002.sqlite").is_file()
    assert migrated.record("visit", key)["lines"][1]["product"] == CANARY
    migrated.close()


def test_the_look_would_find_it(store: Repository) -> None:
    """The same values in an app without restricted fields: the look is no blind one."""
    store.save("visit", VALUES)
    assert traces(store.folder, CANARY) != []
    assert traces(store.folder, str(NUMBER)) != []


def test_a_kill_leaves_none_of_it_behind(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"

    def save(tell: Callable[[str], None]) -> None:
        store = opened(bundle, folder)
        for n in itertools.count():
            draft = store.drafts.save("visit", {"form": {"values": {"remark": CANARY}}})
            store.save("visit", {"remark": f"{CANARY} {n}", "lines": [{"product": CANARY}]}, draft=draft)
            tell(str(n))

    for pause in (0.0, 0.02, 0.05):
        assert killed(save, pause)[0] == "0"
        assert traces(folder) == []
    store = opened(bundle, folder)
    assert all(record["remark"].startswith(CANARY) for record in store.rows("visit"))
    assert store.counts().records["visit"] >= 3
    store.close()


def test_nothing_is_found_or_ordered_by_it(sealed: Repository) -> None:
    sealed.save("visit", VALUES)
    assert sealed.list("visit", search=CANARY).total == 0
    assert sealed.values_of("visit", "remark") == []
    with sealed._database.read() as connection:
        indexes = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")]
        stored = {type(value) for (value,) in connection.execute('SELECT remark FROM "t_visit"')}
    assert not [name for name in indexes if name.startswith("q_visit") and "remark" in name]
    assert stored == {bytes}


def test_the_outbox_carries_it_sealed(sealed: Repository) -> None:
    sealed.save("visit", {"remark": CANARY, "weight": Decimal("1.5")})
    (mutation,) = sealed.queued()
    assert is_marked(mutation.patch["remark"])
    assert mutation.patch["weight"] == "1.5"


def test_an_export_leaves_it_out(sealed: Repository) -> None:
    key = sealed.save("visit", VALUES | {"weight": Decimal("1.5")})
    sealed.save("visit", {"remark": f"{CANARY} 2", "weight": Decimal(2)}, key)
    files = csv_files(sealed, "visit")
    assert CANARY not in "".join(files.values())
    assert str(NUMBER) not in "".join(files.values())
    header = files["visit"].splitlines()[0].split(",")
    assert "weight" in header
    assert "remark" not in header
    assert "weight,1.5,2" in files["visit.history"]
    assert "remark" not in files["visit.history"]


def test_a_value_opens_only_where_it_was_sealed(sealed: Repository, bundle: Path) -> None:
    """Who can write to the file can't move a value to another record, or change a bit of it."""
    one, other = sealed.save("visit", {"remark": "one"}), sealed.save("visit", {"remark": "other"})
    sealed.close()
    with closing(sqlite3.connect(sealed.folder / "data.sqlite")) as connection, connection:
        (blob,) = connection.execute('SELECT remark FROM "t_visit" WHERE id = ?', (one,)).fetchone()
        connection.execute('UPDATE "t_visit" SET remark = ? WHERE id = ?', (blob, other))
    store = opened(bundle, sealed.folder)
    assert store.record("visit", one)["remark"] == "one"
    with pytest.raises(DataProblem) as caught:
        store.record("visit", other)
    assert caught.value.key == "storage_damaged"
    store.close()


def test_equal_values_look_different_and_lengths_are_rounded(sealed: Repository) -> None:
    for remark in ("no", "no", "certainly not"):
        sealed.save("visit", {"remark": remark})
    with sealed._database.read() as connection:
        stored = [value for (value,) in connection.execute('SELECT remark FROM "t_visit"')]
    assert len(set(stored)) == 3
    assert len({len(value) for value in stored}) == 1


def test_without_its_key_a_store_stays_closed_and_whole(sealed: Repository, bundle: Path, tmp_path: Path) -> None:
    key = sealed.save("visit", VALUES)
    sealed.close()
    (secret,) = tmp_path.glob("store.*.key")
    assert secret.stat().st_mode & 0o777 == 0o600
    kept = secret.read_bytes()
    for stranger in (None, b"00" * 32):
        secret.unlink()
        if stranger:
            secret.write_bytes(stranger)
        before = (sealed.folder / "data.sqlite").read_bytes()
        with pytest.raises(DataProblem) as caught:
            opened(bundle, sealed.folder)
        assert caught.value.key == "key_lost"
        assert (sealed.folder / "data.sqlite").read_bytes() == before
        assert (secret.read_bytes() if secret.exists() else None) == stranger
        secret.write_bytes(kept)
    store = opened(bundle, sealed.folder)
    assert store.record("visit", key)["remark"] == VALUES["remark"]
    store.close()


def test_a_newly_restricted_field_is_sealed_where_it_stands(store: Repository, bundle: Path) -> None:
    """Plain values of the time before go from records, rows, log, outbox, trash, drafts, index, files and copies."""
    picture = store.attachments.add(PICTURE)
    key = store.save("visit", {**VALUES, "shelf": [picture]})
    store.save("visit", {"remark": f"{CANARY} 2"}, key)
    store.drafts.save("visit", {"form": {"values": {"remark": CANARY}}})
    token = store.delete("visit", store.save("visit", VALUES))
    store.close()
    copy = store.folder / "data.before-schema-0001.sqlite"
    shutil.copy(store.folder / "data.sqlite", copy)
    again = opened(bundle, store.folder)
    again.close()
    assert traces(store.folder, CANARY, str(NUMBER)) == []
    assert not copy.exists()
    again = opened(bundle, store.folder)
    assert again.record("visit", key)["remark"] == f"{CANARY} 2"
    assert again.record("visit", key)["lines"][0]["parts"][0]["lot"] == CANARY
    assert again.history("visit", key)[0].changes[0].before == VALUES["remark"]
    assert again.attachments.picture(picture) == PICTURE
    assert again.drafts.list()[0].doc["form"]["values"]["remark"] == CANARY
    assert again.record("visit", again.undo(token))["count"] == NUMBER
    again.close()


def test_a_kill_while_it_is_sealed_is_caught_up_with(
    store: Repository, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save("visit", VALUES)
    store.close()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("fieldapp.data.repository.sweep", killed)
        opened(bundle, store.folder)
    assert traces(store.folder, CANARY) != []
    opened(bundle, store.folder).close()
    assert traces(store.folder, CANARY, str(NUMBER)) == []
    assert opened(bundle, store.folder).kept("sweep") == ""


def test_a_field_that_is_free_again_is_opened(sealed: Repository, bundle: Path) -> None:
    key = sealed.save("visit", VALUES)
    sealed.drafts.save("visit", {"form": {"values": {"remark": CANARY}}})
    sealed.close()
    free = opened(bundle, sealed.folder, ["visit.count"])
    assert free.record("visit", key)["remark"] == VALUES["remark"]
    with free._database.read() as connection:
        assert connection.execute('SELECT remark, typeof(count) FROM "t_visit"').fetchone() == (
            VALUES["remark"],
            "blob",
        )
    assert free.queued()[0].patch["remark"] == VALUES["remark"]
    assert free.list("visit").total == 1
    free.close()
    plain = opened(bundle, sealed.folder, [])
    assert plain.record("visit", key)["count"] == NUMBER
    assert plain.drafts.list()[0].doc["form"]["values"]["remark"] == CANARY
    plain.close()


def test_a_field_that_left_the_app_stays_sealed(sealed: Repository, bundle: Path) -> None:
    key = sealed.save("visit", VALUES)
    sealed.close()
    app = restricted(load_bundle(bundle), [path for path in RESTRICTED if path != "visit.remark"])
    visit = app.tables["visit"]
    fields = tuple(field for field in visit.fields if field.name != "remark")
    Repository(replace(app, schema_version=2, tables={**app.tables, "visit": replace(visit, fields=fields)}),
               sealed.folder).close()  # fmt: skip
    assert traces(sealed.folder) == []
    back = Repository(replace(restricted(load_bundle(bundle)), schema_version=3), sealed.folder, bundle)
    assert back.record("visit", key)["remark"] == VALUES["remark"]
    back.close()


def test_without_restricted_fields_there_is_no_key(store: Repository, tmp_path: Path) -> None:
    store.save("visit", VALUES)
    assert list(tmp_path.glob("*.key")) == []
    assert json.loads(store.kept("sealed") or "[]") == []
