"""Reference tables: the newest bundle's rows, all of them or the old ones."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import seal
from fieldapp.data import database
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository


def _change(bundle: Path, text: str) -> None:
    (bundle / "data/account.csv").write_text(text, encoding="utf-8")
    (bundle / "seal.json").unlink()
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*.*")}
    (bundle / "seal.json").write_bytes(seal(files))


def test_values_are_typed(store: Repository) -> None:
    record = store.record("account", "a1")
    assert record is not None
    assert (record["active"], record["discount"], record["credit"]) == (True, Decimal("0.15"), Decimal(2500))
    second = store.record("account", "a2")
    assert second is not None
    assert (second["name"], second["discount"]) == ('Zum "Anker", Kiel', None)


def test_a_new_bundle_replaces_rows_and_renews_titles(store: Repository, bundle: Path) -> None:
    key = store.save("visit", {"account": "a1"})
    _change(bundle, "id,name\na1,Björks\na9,Neu\n")
    again = Repository(load_bundle(bundle), store.folder, bundle)
    assert [row["id"] for row in again.rows("account")] == ["a1", "a9"]
    assert [row.title for row in again.list("visit").rows] == ["Björks"]
    assert [row.id for row in again.list("visit", search="björks").rows] == [key]
    assert again.list("account", search="anker").total == 0
    assert again.unsent() == 1
    again.close()


def _written_again(store: Repository, bundle: Path) -> set[str]:
    """The tables whose rows are written when the store opens with this bundle."""
    store.close()
    written: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        connect = database.connect

        def traced(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            connection.set_trace_callback(lambda said: written.update(re.findall(r'(?:UPDATE|INTO) "t_(\w+)"', said)))
            return connection

        patch.setattr(database, "connect", traced)
        Repository(load_bundle(bundle), store.folder, bundle).close()
    return written


def _change_json(bundle: Path, name: str, change: Callable[[Any], object]) -> None:
    content = json.loads((bundle / name).read_text("utf-8"))
    change(content)
    (bundle / name).write_text(json.dumps(content), "utf-8")
    _change(bundle, (bundle / "data/account.csv").read_text("utf-8"))


def test_other_words_on_screens_leave_the_stored_rows_alone(store: Repository, bundle: Path) -> None:
    store.save("visit", {"account": "a1"})
    _change_json(bundle, "strings/en.json", lambda texts: texts.update({"account.name.label": "Shop"}))
    _change_json(bundle, "app.json", lambda app: app.update(version="1.0.1"))
    assert _written_again(store, bundle) == set()


def test_the_words_of_an_option_are_found_at_once(store: Repository, bundle: Path) -> None:
    _change_json(bundle, "strings/en.json", lambda texts: texts.update({"tier.a": "Platinum"}))
    store.close()
    again = Repository(load_bundle(bundle), store.folder, bundle)
    assert {row.id for row in again.list("account", search="platinum").rows} == {"a1", "a3"}
    again.close()


def test_rows_that_nothing_else_speaks_of_are_replaced_alone(store: Repository, bundle: Path) -> None:
    def add(app: Any) -> None:
        account = next(table for table in app["tables"] if table["name"] == "account")
        alone = {**account, "name": "price", "title": "account.title", "reference": True}
        app["tables"].append(alone)

    store.save("visit", {"account": "a1"})
    (bundle / "data/price.csv").write_text("id,name\np1,Old\n", encoding="utf-8")
    _change_json(bundle, "app.json", add)
    assert _written_again(store, bundle) == {"account", "price", "visit"}
    (bundle / "data/price.csv").write_text("id,name\np1,New\n", encoding="utf-8")
    _change(bundle, (bundle / "data/account.csv").read_text("utf-8"))
    assert _written_again(store, bundle) == {"price"}
    _change(bundle, "id,name\na1,Björks\n")
    assert _written_again(store, bundle) == {"account", "visit"}  # a visit is called after its account


def test_an_index_of_an_earlier_release_goes_and_one_that_is_wanted_stays(store: Repository, bundle: Path) -> None:
    with closing(sqlite3.connect(store.folder / "data.sqlite")) as file:
        before = set(file.execute("SELECT name FROM sqlite_schema WHERE name GLOB 'q_*'"))
        file.execute('CREATE INDEX "q_visit.remark" ON t_visit (remark)')
        file.commit()
    _change_json(bundle, "app.json", lambda app: app.update(version="1.0.1"))
    _written_again(store, bundle)
    with closing(sqlite3.connect(store.folder / "data.sqlite")) as file:
        assert set(file.execute("SELECT name FROM sqlite_schema WHERE name GLOB 'q_*'")) == before


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name\nx\n", "line 1"),
        ("id,colour\na1,red\n", "line 1: colour"),
        ("id,name\na1,x,y\n", "line 2"),
        ("id,name\na1\n", "line 2"),
        ("id,discount\na1,0.1\na2,much\n", "line 3"),
        ("id,name\na1,x\na1,y\n", "UNIQUE"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_old_rows(store: Repository, bundle: Path, text: str, line: str) -> None:
    _change(bundle, text)
    with pytest.raises(DataProblem) as caught:
        Repository(load_bundle(bundle), store.folder, bundle)
    assert caught.value.key == "reference_unreadable"
    assert caught.value.values["file"] == "account.csv"
    assert line in caught.value.values["detail"]
    again = Repository(store.app, store.folder)
    assert [row.title for row in again.list("account", search="bjö").rows] == ["Björk & Son"]
    again.close()


def test_a_table_that_becomes_reference_data_keeps_what_was_entered(store: Repository, bundle: Path) -> None:
    key = store.save("visit", {"remark": "mine"})
    store.close()
    app = json.loads((bundle / "app.json").read_text())
    app["tables"][0]["reference"], app["tables"][1]["reference"] = False, True
    (bundle / "app.json").write_text(json.dumps(app))
    (bundle / "data/visit.csv").write_text("id,remark\nv1,office\n")
    _change(bundle, "")
    again = Repository(load_bundle(bundle), store.folder, bundle)
    assert {row["id"]: row["remark"] for row in again.rows("visit")} == {key: "mine", "v1": "office"}
    assert again.rows("account") == ()
    again.close()
