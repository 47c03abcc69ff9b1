"""What each earlier release of the examples wrote, in its own file, opened by today's."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fieldapp.app.definition import AppDef
from fieldapp.bundle import load_bundle
from fieldapp.bundle.seal import seal
from fieldapp.data import database
from fieldapp.data.repository import Repository
from fieldapp.data.rows import read_docs
from fieldapp.data.shape import shapes_of
from fieldapp.form.engine import Engine
from tests.built import bundle_at

RELEASES = Path(__file__).parent / "releases"
EXAMPLES = Path(__file__).parents[2] / "examples"

EACH = [pytest.param(path, id=f"{path.parent.name}-{path.name}") for path in sorted(RELEASES.glob("*/*"))]
_OURS = frozenset({"edited", "state"})
"""What opening may fill in: a process that is new puts records into its first state."""


@pytest.fixture(params=EACH)
def written(request: pytest.FixtureRequest) -> Path:
    """The folder of one earlier release: its schema, the file it wrote, and what that holds."""
    path: Path = request.param
    return path


@pytest.fixture
def bundle(written: Path, tmp_path: Path) -> Path:
    """Today's bundle, with the history up to that release."""
    history = {path.name: path.read_bytes() for path in sorted(written.glob("[0-9]*.json"))}
    return bundle_at(tmp_path / "bundle", EXAMPLES / written.parent.name / "spec.yaml", history)


def _unpack(written: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "data.sqlite").write_bytes(gzip.decompress((written / "data.sqlite.gz").read_bytes()))
    return folder


def _expected(written: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((written / "expected.json").read_text(encoding="utf-8"))
    return expected


def _stored(folder: Path, app: AppDef, tables: list[str]) -> dict[str, list[dict[str, Any]]]:
    with closing(sqlite3.connect(folder / "data.sqlite")) as connection:
        shapes = shapes_of(app)
        return {table: read_docs(connection, shapes[table]) for table in tables}


def _assert_whole(found: dict[str, list[dict[str, Any]]], expected: dict[str, list[dict[str, Any]]]) -> None:
    """Every value that was stored is stored; fields that are new since are nobody's loss."""
    for table, records in expected.items():
        assert [record["id"] for record in found[table]] == [record["id"] for record in records]
        for record, then in zip(found[table], records, strict=True):
            for name, value in then.items():
                if name not in _OURS:
                    _assert_value(record[name], value)


def _assert_value(value: Any, then: Any) -> None:
    if isinstance(then, list) and then and isinstance(then[0], dict):
        for row, row_then in zip(value, then, strict=True):
            for name, inner in row_then.items():
                _assert_value(row[name], inner)
    else:
        assert value == then


def test_each_example_has_kept_what_a_release_of_it_wrote() -> None:
    """A new example is kept by `python -m tests.migration.write_release`, as is one whose schema is about to change."""
    kept = {path.name for path in RELEASES.iterdir()}
    assert kept == {spec.parent.name for spec in EXAMPLES.glob("*/spec.yaml")}


def test_records_drafts_and_deleted_ones_are_there(written: Path, bundle: Path, tmp_path: Path) -> None:
    folder, expected = _unpack(written, tmp_path / "store"), _expected(written)
    store = Repository(load_bundle(bundle), folder, bundle)
    _assert_whole(_stored(folder, store.app, list(expected["records"])), expected["records"])
    assert len(store.drafts.list()) == len(expected["drafts"])
    for draft, then in zip(store.drafts.list(), expected["drafts"], strict=True):
        form = Engine.from_draft(store.app, store.app.tables[draft.table], store.world(), draft.doc["form"])
        begun = list(then["doc"]["form"]["values"].values()).count("Begun in the rain")
        assert begun or then["doc"]["form"]["unread"]
        assert [cell.text for cell in form.cells.values()].count("Begun in the rain") == begun
        form.attempt_save()
        unread = draft.doc["form"]["unread"]
        assert bool(unread) == bool(then["doc"]["form"]["unread"])
        if unread:
            assert "some day" in unread.values()
            assert all(form.cells[path].unread is not None for path in unread)
    store.close()


def test_a_kill_at_any_step_leaves_all_of_before_or_all_of_after(written: Path, bundle: Path, tmp_path: Path) -> None:
    """The process dies before its nth statement, at each kind of statement; then today's app opens what is left."""
    whole = shutil.copytree(bundle, tmp_path / "whole")
    last = _steps(written, whole, tmp_path / "counting whole")[-1]
    _assert_survives(written, whole, last, tmp_path / "killed whole")
    _shorten(bundle)
    steps = _steps(written, bundle, tmp_path / "counting")
    assert len(steps) > 50
    for step in steps:
        _assert_survives(written, bundle, step, tmp_path / f"killed {step}")


def _assert_survives(written: Path, bundle: Path, step: int, folder: Path) -> None:
    expected, app = _expected(written), load_bundle(bundle)
    _unpack(written, folder)
    if (child := os.fork()) == 0:
        _die_before(step)
        Repository(app, folder, bundle)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, step
    store = Repository(app, folder, bundle)
    _assert_whole(_stored(folder, app, list(expected["records"])), expected["records"])
    assert len(store.drafts.list()) == len(expected["drafts"])
    assert store.recovery is None
    store.close()


def _shorten(bundle: Path) -> None:
    """Leaves the first rows of each reference table: the thousandth row goes in by the same statement as the first."""
    for path in (bundle / "data").glob("*.csv"):
        if path.stem != "person":
            path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:31]))
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    (bundle / "seal.json").write_bytes(seal(files))


def _steps(written: Path, bundle: Path, folder: Path) -> list[int]:
    """Which statements of opening the file are the first of their kind in their transaction, counted from 1.

    What the search index runs inside a statement is of that statement's kind.
    """
    seen: list[str] = []
    connect = database.connect
    traced = pytest.MonkeyPatch()

    def counting(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(seen.append)
        return connection

    traced.setattr(database, "connect", counting)
    try:
        Repository(load_bundle(bundle), _unpack(written, folder), bundle).close()
    finally:
        traced.undo()
    firsts: dict[tuple[int, str], int] = {}
    commits = 0
    for step, statement in enumerate(seen, 1):
        if not statement.startswith("--"):
            firsts.setdefault((commits, re.sub(r"'(?:[^']|'')*'|\b[\d.]+\b|\bNULL\b", "?", statement)), step)
            commits += statement == "COMMIT"
    return sorted(firsts.values())


def _die_before(step: int) -> None:
    """In a forked child: the connection kills the process when it comes to that statement."""
    seen = 0
    connect = database.connect

    def dying(path: Path) -> sqlite3.Connection:
        connection = connect(path)

        def count(_: str) -> None:
            nonlocal seen
            seen += 1
            if seen >= step:
                os.kill(os.getpid(), signal.SIGKILL)

        connection.set_trace_callback(count)
        return connection

    database.connect = dying
