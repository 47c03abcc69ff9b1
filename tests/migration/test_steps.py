"""Renames and type changes: what older releases stored is there under today's names, and nothing is lost on the way."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form.engine import Engine
from tests.migration.conftest import Release

FIRST = """\
  visit:
    title: =note
    fields:
      note: {type: text, search: true}
      size: text
      count: integer
      day: date
      lines: {type: lines, fields: {n: integer, parts: {type: lines, fields: {what: text}}}}
    checks: [{that: =count < 5, say: Many, strength: ask_reason}]
"""
SECOND = """\
  call:
    renamed_from: visit
    title: =remark
    fields:
      remark: {type: text, renamed_from: note, search: true}
      size: {type: number, changed_from: {type: text, value: =Value(old)}}
      total: {type: number, renamed_from: count}
      day: text
      rows:
        type: lines
        renamed_from: lines
        fields:
          amount: {type: number, renamed_from: n, changed_from: {type: integer, value: =old * 10}}
          pieces: {type: lines, renamed_from: parts, fields: {name: {type: text, renamed_from: what}}}
    checks: [{that: =total < 5, say: Many, strength: ask_reason}]
"""
THIRD = """\
  call:
    title: =words
    fields:
      words: {type: text, renamed_from: remark, search: true}
      size: number
      total: {type: text}
      day: text
      rows: {type: lines, fields: {amount: number, pieces: {type: lines, fields: {name: text}}}}
    checks: [{that: =IsBlank(total), say: Many, strength: ask_reason}]
"""
VALUES: dict[str, Any] = {
    "note": "kept well",
    "size": "12.5",
    "count": Decimal(7),
    "day": None,
    "lines": [{"n": Decimal(3), "parts": [{"what": "lid"}]}],
}


def _filled(bundle: Path, folder: Path, **values: Any) -> str:
    store = Repository(load_bundle(bundle), folder, bundle)
    key = store.save("visit", {**VALUES, **values}, reasons={"visit.checks.0": "agreed"})
    store.close()
    return key


def _open(bundle: Path, folder: Path) -> Repository:
    return Repository(load_bundle(bundle), folder, bundle)


def test_names_and_types_follow(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    key = _filled(release(FIRST), folder)
    store = _open(release(SECOND), folder)
    record = store.record("call", key)
    assert record is not None
    assert (record["remark"], record["size"], record["total"]) == ("kept well", Decimal("12.5"), Decimal(7))
    (row,) = record["rows"]
    assert row["amount"] == Decimal(30)
    assert [piece["name"] for piece in row["pieces"]] == ["lid"]
    assert record["_reasons"] == {"call.checks.0": "agreed"}
    assert [entry.title for entry in store.list("call", search="kep").rows] == ["kept well"]
    assert [(m.table, m.schema_ver) for m in store.queued()] == [("visit", 1)]
    store.save("call", {"remark": "changed", "rows": record["rows"]}, key)
    store.close()


def test_skipping_a_release_comes_to_the_same(release: Release, tmp_path: Path) -> None:
    first = release(FIRST)
    key = _filled(first, tmp_path / "both")
    skipping = _filled(first, tmp_path / "skips")
    second, third = release(SECOND), release(THIRD)
    _open(second, tmp_path / "both").close()
    found = []
    for folder, record_key in (("both", key), ("skips", skipping)):
        store = _open(third, tmp_path / folder)
        record = dict(store.record("call", record_key) or {})
        for volatile in ("id", "created", "edited", "device"):
            record.pop(volatile)
        for row in record["rows"]:
            row.pop("id")
            for piece in row["pieces"]:
                piece.pop("id")
        found.append(record)
        store.close()
    assert found[0] == found[1]
    assert (found[0]["words"], found[0]["total"]) == ("kept well", "7")


def test_what_the_new_type_cannot_hold_is_set_aside(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    key = _filled(release(FIRST), folder, size="rather large")
    store = _open(release(SECOND), folder)
    record = store.record("call", key)
    assert record is not None and record["size"] is None
    store.close()
    with sqlite3.connect(folder / "data.sqlite") as connection:
        assert connection.execute("SELECT _was_2_size FROM t_call").fetchone() == ("rather large",)


def test_a_type_without_a_rule_starts_blank(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    key = _filled(release(FIRST), folder)
    store = _open(release(FIRST.replace("size: text", "size: date")), folder)
    record = store.record("visit", key)
    assert record is not None and record["size"] is None
    store.close()


def test_a_name_used_again_takes_nothing_from_the_field_that_left(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    key = _filled(release(FIRST), folder)
    _open(release(FIRST.replace("      size: text\n", "")), folder).close()
    other = FIRST.replace("      size: text\n", "").replace(
        "count: integer", "size: {type: integer, renamed_from: count}"
    )
    store = _open(release(other.replace("=count", "=size")), folder)
    record = store.record("visit", key)
    assert record is not None and record["size"] == Decimal(7)
    store.close()


@pytest.mark.parametrize("typed", ["12.5", "rather large"])
def test_drafts_and_deleted_records_follow(release: Release, tmp_path: Path, typed: str) -> None:
    folder, first = tmp_path / "store", release(FIRST)
    app = load_bundle(first)
    store = Repository(app, folder, first)
    form = Engine(app, app.tables["visit"], store.world())
    form.enter("note", "begun")
    form.enter("size", typed)
    form.enter("count", "many")
    row = form.add_row("lines")
    form.enter(f"lines/{row.id}/n", "4")
    store.drafts.save("visit", {"record": "", "title": "", "form": form.draft()})
    token = store.delete("visit", store.save("visit", {**VALUES, "size": typed}))
    store.close()

    store = _open(release(SECOND), folder)
    (draft,) = store.drafts.list("call")
    again = Engine.from_draft(store.app, store.app.tables["call"], store.world(), draft.doc["form"])
    assert again.cell("remark").value == "begun"
    assert again.cell("total").text == "many"
    assert again.cell("total").problem is not None
    assert again.cell(f"rows/{row.id}/amount").value == Decimal(40)
    assert again.cell("size").text == typed
    assert (again.cell("size").unread is None) == (typed == "12.5")
    record = store.record("call", store.undo(token))
    assert record is not None
    assert record["remark"] == "kept well"
    assert record["_reasons"] is None
    assert record["size"] == (Decimal(typed) if typed == "12.5" else None)
    store.close()


def test_a_backup_of_the_earlier_release_stands_beside(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    _filled(release(FIRST), folder)
    _open(release(SECOND), folder).close()
    with sqlite3.connect(folder / "data.before-schema-0002.sqlite") as connection:
        assert connection.execute("SELECT note, size FROM t_visit").fetchall() == [("kept well", "12.5")]


def _tables(folder: Path) -> set[str]:
    with sqlite3.connect(folder / "data.sqlite") as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE name NOT GLOB 's_*._*'")}


def _columns(folder: Path, table: str) -> set[str]:
    with sqlite3.connect(folder / "data.sqlite") as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_what_left_the_app_stays_until_all_was_sent(release: Release, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    other = "  shop: {fields: {name: {type: text, search: true}}}\n"
    _filled(release(FIRST + other), folder, size="rather large")
    store = _open(release(SECOND.replace("      day: text\n", "")), folder)
    store.purge({})
    assert {"day", "_was_2_size"} <= _columns(folder, "t_call")
    assert {"t_shop", "s_shop."} <= _tables(folder)
    assert (folder / "data.before-schema-0002.sqlite").exists()
    with sqlite3.connect(folder / "data.sqlite") as connection:
        connection.execute("UPDATE outbox SET state = 'acked'")
    store.purge({})
    store.close()
    assert not {"day", "_was_2_size"} & _columns(folder, "t_call")
    assert not {"t_shop", "s_shop."} & _tables(folder)
    assert not (folder / "data.before-schema-0002.sqlite").exists()


def test_tables_named_like_parts_of_another_ones_index(release: Release, tmp_path: Path) -> None:
    names = ["visit", "visit_data", "visit_idx", "visit_content", "visit_docsize", "visit_config"]
    bundle = release("".join(f"  {name}: {{fields: {{note: {{type: text, search: true}}}}}}\n" for name in names))
    store = _open(bundle, tmp_path / "store")
    for name in names:
        store.save(name, {"note": f"found {name}"})
        assert store.list(name, search="found").total == 1
    store.close()


def test_a_field_called_rowid_is_no_row_of_the_store(release: Release, tmp_path: Path) -> None:
    """SQLite lets a column of that name stand before the number of its row."""
    table = "  visit: {title: =note, fields: {note: text, rowid: text, size: text}}\n"
    step = table.replace("size: text", "size: {type: number, changed_from: {type: text, value: =Value(old)}}")
    folder = tmp_path / "store"
    store = _open(release(table), folder)
    keys = [store.save("visit", {"note": "a", "rowid": "2", "size": f"{n}"}) for n in (1, 2)]
    store.close()
    store = _open(release(step), folder)
    records = [store.record("visit", key) for key in keys]
    store.close()
    assert [(record["rowid"], record["size"]) for record in records if record] == [("2", 1), ("2", 2)]
