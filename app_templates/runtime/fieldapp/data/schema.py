"""Creates the tables, and brings a file of an older release up to the app's definition in one transaction.

The steps that each release declares come first (see migration/). What is left is only new, or undeclared: a field
that left the app keeps its column, and one whose kind changed without a word is set aside under another name and
starts blank.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from fieldapp.app.definition import AppDef
from fieldapp.data import history, ledger, messages
from fieldapp.data.database import Database, quoted
from fieldapp.data.ids import new_id
from fieldapp.data.migration import migrate
from fieldapp.data.opening import FILE
from fieldapp.data.problem import DataProblem
from fieldapp.data.sealing import Seals
from fieldapp.data.shape import Column, Lines, Shape
from fieldapp.fields.reasons import REASONS

LAYOUT = 1
"""Version of the store's own tables below, in the file's user_version."""

_OWN = """
CREATE TABLE kv (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE base (
    tbl TEXT NOT NULL, id TEXT NOT NULL, doc TEXT NOT NULL, ver INTEGER NOT NULL, deleted INTEGER NOT NULL,
    PRIMARY KEY (tbl, id)
) WITHOUT ROWID;
CREATE TABLE outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL UNIQUE, tbl TEXT NOT NULL, id TEXT NOT NULL,
    op TEXT NOT NULL, base_ver INTEGER NOT NULL, patch TEXT NOT NULL, schema_ver INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued', result TEXT, made TEXT NOT NULL
);
CREATE INDEX outbox_record ON outbox (tbl, id);
CREATE INDEX outbox_state ON outbox (state);
CREATE TABLE draft (
    id TEXT PRIMARY KEY, tbl TEXT NOT NULL, doc TEXT NOT NULL, edited TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE trash (token TEXT PRIMARY KEY, tbl TEXT NOT NULL, doc TEXT NOT NULL, deleted TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE attachment (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, mime TEXT NOT NULL, path TEXT NOT NULL,
    "offset" INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'queued'
) WITHOUT ROWID;
"""


def prepare(database: Database, shapes: Mapping[str, Shape], app: AppDef, seals: Seals | None = None) -> None:
    """Makes the file fit `shapes` of `app`; raises `DataProblem` for a file of a newer release."""
    version = app.schema_version
    with database.write() as connection:
        (layout,) = connection.execute("PRAGMA user_version").fetchone()
        stored = _stored_version(connection) if layout else 0
        if layout > LAYOUT or stored > version:
            raise DataProblem("newer_data", {"stored": stored, "known": version})
        if stored and (stored < version or any(_changes(connection, shapes.values(), version))):
            _back_up(database.path, stored)
        if not layout:
            for statement in filter(str.strip, _OWN.split(";")):
                connection.execute(statement)
            connection.execute("INSERT INTO kv VALUES ('cid', ?)", (new_id(),))
            connection.execute(f"PRAGMA user_version = {LAYOUT}")
        added = f"{history.TABLES}{messages.TABLES}{ledger.TABLES}"  # older files lack them
        for statement in filter(str.strip, added.split(";")):
            connection.execute(statement)
        if stored:
            migrate(connection, app, stored, seals)
        for statement in list(_changes(connection, shapes.values(), version)):
            connection.execute(statement)
        if stored != version:
            connection.execute("INSERT OR REPLACE INTO kv VALUES ('schema_version', ?)", (str(version),))


def is_behind(folder: Path, version: int) -> bool:
    """Whether the store in `folder` is of an earlier release than `version`, so that opening it carries it over."""
    path = folder / FILE
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return 0 < _stored_version(connection) < version
    except sqlite3.Error:
        return False  # what is the matter with the file is said by whoever opens it


def _stored_version(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT value FROM kv WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row else 0


def _back_up(path: Path, stored: int) -> None:
    """A copy beside the file, so that a release that turns out wrong can be taken back with its data.

    It reads over a connection of its own, which sees the last commit and nothing of the transaction under way.
    """
    target = path.with_name(f"{path.stem}.before-schema-{stored + 1:04}{path.suffix}")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def _changes(connection: sqlite3.Connection, shapes: Iterable[Shape], version: int) -> Iterator[str]:
    for shape in shapes:
        first = [column for column in shape.builtin if column.name != REASONS]
        columns = (shape.column(REASONS), *shape.columns)  # like any field, as older files have no reasons yet
        fixed = [
            "_row INTEGER PRIMARY KEY",
            *(f"{quoted(c.name)} TEXT{' NOT NULL UNIQUE' if c.name == 'id' else ''}" for c in first),
            "_title TEXT NOT NULL DEFAULT ''",
            "_line INTEGER",  # reference data: the place in its file
        ]
        yield from _table(connection, shape.table, fixed, columns, version)
        former = shape.search.removesuffix(".")  # its name in files of the first releases
        if not _declared(connection, shape.search) and _is_index(connection, former):
            yield f"ALTER TABLE {quoted(former)} RENAME TO {quoted(shape.search)}"
        elif not _declared(connection, shape.search):
            yield (
                f"CREATE VIRTUAL TABLE {quoted(shape.search)}"
                " USING fts5(text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
            )
        for lines in shape.lines:
            yield from _lines(connection, shape.table, lines, version)


def _lines(connection: sqlite3.Connection, record: str, lines: Lines, version: int) -> Iterator[str]:
    fixed = [
        f"_record TEXT NOT NULL REFERENCES {quoted(record)} (id) ON DELETE CASCADE",
        "_parent TEXT NOT NULL",
        "_position INTEGER NOT NULL",
        "id TEXT NOT NULL",
        "PRIMARY KEY (_record, id)",
    ]
    yield from _table(connection, lines.table, fixed, lines.columns, version)
    for deeper in lines.lines:
        yield from _lines(connection, record, deeper, version)


def _table(
    connection: sqlite3.Connection, table: str, fixed: list[str], columns: tuple[Column, ...], version: int
) -> Iterator[str]:
    present = _declared(connection, table)
    if not present:
        key = [part for part in fixed if part.startswith("PRIMARY KEY")]
        parts = [part for part in fixed if part not in key]
        wanted = [f"{quoted(column.name)} {column.declared}" for column in columns]
        yield f"CREATE TABLE {quoted(table)} ({', '.join([*parts, *wanted, *key])})"
    for column in columns:
        name = quoted(column.name)
        found = present.get(column.name)
        if present and found != column.declared:
            if found is not None:
                aside = _free_name(f"_was_{version}_{column.name}", present)
                yield f"DROP INDEX IF EXISTS {quoted(f'i_{table}.{column.name}')}"
                yield f"ALTER TABLE {quoted(table)} RENAME COLUMN {name} TO {quoted(aside)}"
            yield f"ALTER TABLE {quoted(table)} ADD COLUMN {name} {column.declared}"
        if found != column.declared and (column.field.type == "link" or column.declared == "TEXT_DECIMAL"):
            yield f"CREATE INDEX {quoted(f'i_{table}.{column.name}')} ON {quoted(table)} ({sort_key(column)})"


def sort_key(column: Column, of: str = "") -> str:
    """The SQL expression that orders a column; for decimal texts their value, which has an index of its own."""
    name = f"{of}{quoted(column.name)}"
    if column.declared == "TEXT_DECIMAL":
        return f"CAST({name} AS REAL)"
    return f"{name} COLLATE NOCASE" if column.declared == "TEXT" and column.field.type != "link" else name


def _is_index(connection: sqlite3.Connection, name: str) -> bool:
    """Whether it is a search index, and not a table that belongs to one."""
    found = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    return found is not None and str(found[0]).startswith("CREATE VIRTUAL")


def _free_name(name: str, present: Mapping[str, str]) -> str:
    return name if name not in present else _free_name(f"{name}_", present)


def _declared(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """Column name -> declared type; empty where there is no such table."""
    return {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({quoted(table)})")}
