"""Reference tables: the newest bundle's rows, all of them or the old ones."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import seal
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
