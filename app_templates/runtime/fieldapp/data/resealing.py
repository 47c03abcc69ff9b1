"""A policy that calls other fields restricted than before: what is stored is sealed, or opened, to fit it.

Done before the steps of a release and before its backup, over every place where the value may stand, whatever the field
was called there. Afterwards the file is written anew, since SQLite leaves what it deletes in its pages, and copies of
the time before go.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from fieldapp.data.database import Database, quoted
from fieldapp.data.leftovers import remove_backups
from fieldapp.data.opening_seals import remember, sealed_before
from fieldapp.data.purge import files_of
from fieldapp.data.sealing import Seals
from fieldapp.data.shape import Shape

_ASIDE = re.compile(r"_was_\d+_(.+)")
_RECORDS = {"base": "id", "trash": "json_extract(doc, '$.id')", "outbox": "id", "log": "id"}
_TEXTS = {"base": "doc", "trash": "doc", "outbox": "patch", "log": "changes"}
_KEYS = {"base": "id", "trash": "token", "outbox": "mid", "log": "seq"}


_DUE = "sweep"
"""In the store's own values until everything of the time before is gone: a kill in between changes nothing."""


def reseal(database: Database, seals: Seals) -> bool:
    """True where something had to be done, now or before a kill; then `sweep` has to follow once the store is open."""
    with database.read() as connection:
        tables = _tables(connection)
        before = sealed_before(connection) if "kv" in tables else []
        due = "kv" in tables and connection.execute("SELECT 1 FROM kv WHERE key = ?", (_DUE,)).fetchone() is not None
    today = {path for paths in seals.fields for path in paths}
    gone = [paths for paths in before if not today.intersection(paths)]
    fresh = [paths for paths in seals.fields if not any(set(paths) & set(old) for old in before)]
    if not tables or not (gone or fresh):
        return due
    former = Seals(seals.cipher, gone)
    with database.write() as connection:
        for table in tables:
            _columns(connection, table, seals, former)
        for own in _TEXTS:
            if own in tables:
                _documents(connection, own, seals, former)
        _drafts(connection, seals)
        remember(connection, seals)
        connection.execute("INSERT OR REPLACE INTO kv (key, value) VALUES (?, '')", (_DUE,))
    return True


def sweep(database: Database, shapes: Mapping[str, Shape]) -> None:
    """Leaves nothing plain behind in the file's free pages, in the index's old parts, and in older copies."""
    with database.write() as connection:
        for shape in shapes.values():
            connection.execute(f"INSERT INTO {quoted(shape.search)} ({quoted(shape.search)}) VALUES ('optimize')")
    database.rewrite()
    remove_backups(database.path)


def swept(database: Database) -> None:
    """All is done; files are sealed by now too."""
    with database.write() as connection:
        connection.execute("DELETE FROM kv WHERE key = ?", (_DUE,))


def _columns(connection: sqlite3.Connection, table: str, seals: Seals, former: Seals) -> None:
    name = _plain_name(table)
    if not name.startswith("t_"):
        return
    present = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()]
    key = "_record || '/' || id" if "_record" in present else "id"
    for column in present:
        path = f"{name.removeprefix('t_')}.{_plain_name(column)}"
        seal, opens = seals.at(path), former.at(path)
        wanted = "NOT IN ('null', 'blob')" if seal else "= 'blob'"
        turn = seal.seal if seal else opens.open if opens else None
        if turn is not None:
            stored = quoted(column)
            query = f"SELECT _rowid_, {key}, {stored} FROM {quoted(table)} WHERE typeof({stored}) {wanted}"
            rows = [(turn(value, record), row) for row, record, value in connection.execute(query).fetchall()]
            connection.executemany(f"UPDATE {quoted(table)} SET {stored} = ? WHERE _rowid_ = ?", rows)


def _documents(connection: sqlite3.Connection, own: str, seals: Seals, former: Seals) -> None:
    key, text = _KEYS[own], _TEXTS[own]
    found = connection.execute(f"SELECT {key}, tbl, {_RECORDS[own]}, {text} FROM {own}").fetchall()
    for row, table, record, stored in found:
        doc = json.loads(stored)
        if own == "log":
            made = seals.sealed_pairs(table, record, former.opened_pairs(table, record, doc))
        else:
            made = seals.sealed(table, record, former.opened(table, record, doc))
        if made != doc:
            values = (json.dumps(made, ensure_ascii=False), table, row)
            connection.execute(f"UPDATE {own} SET {text} = ? WHERE tbl = ? AND {key} = ?", values)


def _drafts(connection: sqlite3.Connection, seals: Seals) -> None:
    for key, stored in connection.execute("SELECT id, doc FROM draft").fetchall():
        doc: Any = seals.opened_draft(key, json.loads(stored))
        doc = seals.sealed_draft(key, doc) if seals.fields else doc
        connection.execute("UPDATE draft SET doc = ? WHERE id = ?", (json.dumps(doc), key))


def _tables(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]


def _plain_name(name: str) -> str:
    """What a column or table that was set aside was called."""
    aside = _ASIDE.fullmatch(name)
    return aside[1].rstrip("_") if aside else name


def newly_sealed_files(connection: sqlite3.Connection, shapes: Mapping[str, Shape]) -> Iterator[str]:
    """The files that restricted fields name."""
    for shape in shapes.values():
        for column, names in files_of(connection, shape):
            if column.seal is not None:
                yield from names
