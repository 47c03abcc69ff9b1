"""Views, links and look-ups at size: filtered in SQL with the same rows as their formulas keep, and quick."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.data.test_push import CONDITIONS, RECORDS, Tree
from tests.work import counted, steps

from fieldapp.app.definition import Formula, ViewDef
from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import seal
from fieldapp.data.repository import Repository
from fieldapp.formula.load import load

ACCOUNTS = 20_000
LOOK_UP: Tree = [
    "call",
    "LookUp",
    ["rows", "account"],
    [
        "each",
        1,
        [
            "and",
            ["=", ["get", ["row", 1], "name"], ["field", 0, "remark"]],
            ["=", ["get", ["row", 1], "tier"], ["text", "a"]],
        ],
    ],
]


def candidate(tree: Tree, level: int) -> Tree:
    """A condition of a row function as one of a view or link: the candidate's fields are read by their level."""
    if tree[:2] == ["get", ["row", 1]]:
        return ["field", level, tree[2]]
    return [candidate(part, level) if isinstance(part, list) else part for part in tree]


def formula(tree: Tree) -> Formula:
    return Formula("where", load(tree), tree=tree)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS, st.lists(CONDITIONS, min_size=1, max_size=5), st.integers(0, 3), st.sampled_from(["", "a", "10"]))
def test_views_and_links_keep_what_their_formulas_keep(
    store: Repository, records: list[dict[str, Any]], trees: list[Tree], offset: int, typed: str
) -> None:
    store.clear()
    for record in records:
        store.save("visit", record)
    world, form = store.world(), {"remark": "a"}
    found = [row.id for row in store.list("visit", typed).rows]
    for tree in trees:
        where = formula(candidate(tree, 0))
        view = ViewDef("some", "list", "visit", "", where)
        kept = [key for key in found if where.call(world, store.record("visit", key)) is True]
        page = store.list(view, typed, offset, 2)
        if "remark" not in str(tree):  # below, a field of the form; here it has no form
            assert ([row.id for row in page.rows], page.total) == (kept[offset : offset + 2], len(kept))
        where = formula(candidate(tree, 1))
        kept = [key for key in found if where.call(world, form, store.record("visit", key)) is True]
        page = store.list("visit", typed, offset, 2, where=where, records=[form])
        assert ([row.id for row in page.rows], page.total) == (kept[offset : offset + 2], len(kept))


@pytest.fixture
def large(bundle: Path, tmp_path: Path) -> Iterator[Repository]:
    with (bundle / "data/account.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "tier"])
        writer.writerows([f"k{n}", f"Shop {n // 2}", "ab"[n % 2]] for n in range(ACCOUNTS))
    formulas = json.loads((bundle / "formulas.json").read_text())
    formulas["visit.checks.0.say"]["tree"] = ["get", LOOK_UP, "name"]
    (bundle / "formulas.json").write_text(json.dumps(formulas))
    (bundle / "seal.json").unlink()
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*.*")}
    (bundle / "seal.json").write_bytes(seal(files))
    store = Repository(load_bundle(bundle), tmp_path / "store", bundle)
    yield store
    store.close()


def test_a_price_is_looked_up_through_an_index(large: Repository) -> None:
    look_up, world = load(LOOK_UP), large.world()
    look_up(world, {"remark": "Shop 1"})
    with large._database.read() as connection:
        for n in range(300):
            act = partial(look_up, world, {"remark": f"Shop {n}"})
            (found, calls), instructions = steps(connection, partial(counted, act))
            assert found["id"] == f"k{2 * n}"
            assert instructions < 200 and calls < 1_000  # a scan in SQL or of records takes one for each row, and more


def test_a_look_up_sees_what_was_saved_since(store: Repository) -> None:
    count = load(
        ["call", "CountIf", ["rows", "visit"], ["each", 1, ["=", ["get", ["row", 1], "remark"], ["text", "x"]]]]
    )
    assert count(store.world()) == 0
    key = store.save("visit", {"remark": "x"})
    assert count(store.world()) == 1
    store.delete("visit", key)
    assert count(store.world()) == 0


def test_a_view_of_many_rows_reads_a_page_of_them(large: Repository) -> None:
    where = formula(["=", ["field", 0, "tier"], ["text", "a"]])
    view = ViewDef("gold", "list", "account", "", where)
    page, work = counted(lambda: large.list(view, offset=50))
    assert (len(page.rows), page.total) == (50, ACCOUNTS // 2)
    found, search = counted(lambda: large.list(view, search="shop 123"))
    assert found.total == 11
    assert max(work, search) < ACCOUNTS // 2  # reading all rows as records takes several calls for each


def test_indexes_follow_the_release(large: Repository, bundle: Path, tmp_path: Path) -> None:
    assert indexes(large) == ["q_account.name.tier", "q_visit.done"]
    formulas = json.loads((bundle / "formulas.json").read_text())
    formulas["visit.checks.0.say"]["tree"] = ["text", ""]
    (bundle / "formulas.json").write_text(json.dumps(formulas))
    (bundle / "seal.json").unlink()
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*.*")}
    (bundle / "seal.json").write_bytes(seal(files))
    large.close()
    later = Repository(load_bundle(bundle), tmp_path / "store", bundle)
    assert indexes(later) == ["q_visit.done"]
    later.close()


def indexes(store: Repository) -> list[str]:
    with closing(sqlite3.connect(store.folder / "data.sqlite")) as connection:
        found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'q%' ORDER BY 1")
        return [name for (name,) in found]
