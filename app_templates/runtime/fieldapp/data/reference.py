"""Reference tables: the bundle's CSV files, loaded once for each bundle, in one transaction."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from fieldapp.app.definition import AppDef
from fieldapp.bundle.seal import SEAL
from fieldapp.data import search
from fieldapp.data.changes import title_lookup, title_of
from fieldapp.data.database import Database, quoted
from fieldapp.data.person import PERSON
from fieldapp.data.problem import DataProblem
from fieldapp.data.push.indexes import keep_indexes
from fieldapp.data.records import Records, typed
from fieldapp.data.rows import Doc, read_docs, without_sealed
from fieldapp.data.shape import Shape
from fieldapp.data.stale import remember, stale
from fieldapp.data.world import StoredWorld


def load(
    database: Database, app: AppDef, shapes: Mapping[str, Shape], records: Records, world: StoredWorld, bundle: Path
) -> bool:
    """Brings tables and index up to the bundle, unless this very bundle was loaded before. True where it did.

    Only what differs is made anew: rows of another file, and titles of what speaks of them, the device's own records
    included.
    """
    digest = sha256((bundle / SEAL).read_bytes()).hexdigest()
    with database.write() as connection:
        loaded = connection.execute("SELECT value FROM kv WHERE key = 'bundle'").fetchone()
        if loaded == (digest,):
            return False
        old = stale(connection, app, shapes, bundle)
        for shape in shapes.values():
            if shape.name not in old.rows:
                continue
            # Only what came from a file goes: a table may have held the device's own records in an earlier release.
            connection.execute(f"DELETE FROM {quoted(shape.table)} WHERE _line IS NOT NULL")
            file = bundle / "data" / f"{shape.name}.csv"
            if shape.definition.reference and (shape.name != PERSON or file.exists()):
                _insert(connection, shape, file)
        retitle(connection, app, {name: shapes[name] for name in shapes if name in old.titles}, records, world)
        keep_indexes(connection, app, shapes)
        remember(connection, old.content)
        connection.execute("INSERT OR REPLACE INTO kv VALUES ('bundle', ?)", (digest,))
    records.forget()
    return True


def retitle(
    connection: sqlite3.Connection, app: AppDef, shapes: Mapping[str, Shape], records: Records, world: StoredWorld
) -> None:
    """Makes the titles and the index of these tables anew; reference data first, as other titles speak of it."""
    records.forget()
    for shape in sorted(shapes.values(), key=lambda shape: not shape.definition.reference):
        _retitle(connection, app, shape, world)


def _insert(connection: sqlite3.Connection, shape: Shape, path: Path) -> None:
    columns = (*shape.builtin, *shape.columns)
    names = ", ".join(quoted(column.name) for column in columns)
    statement = f"INSERT INTO {quoted(shape.table)} ({names}, _line) VALUES ({'?, ' * len(columns)}?)"
    rows = (
        [*(column.write(doc[column.name], doc["id"]) for column in columns), line]
        for line, doc in enumerate(_docs(shape, path))
    )
    try:
        connection.executemany(statement, rows)
    except (ValueError, OverflowError, sqlite3.IntegrityError) as error:
        raise DataProblem("reference_unreadable", {"file": path.name, "detail": str(error)}) from error


def _docs(shape: Shape, path: Path) -> Iterator[Doc]:
    """The rows of a CSV file in canonical form; ValueError names the line that is off."""
    columns = {column.name: column for column in (*shape.builtin, *shape.columns)}
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if "id" not in (header := reader.fieldnames or ()) or (unknown := set(header) - columns.keys()):
            raise ValueError(f"line 1: {', '.join(sorted(unknown)) if 'id' in header else 'no column id'}")
        for row in reader:
            if None in row or None in row.values():
                raise ValueError(f"line {reader.line_num}: {len(header)} cells expected")
            try:
                yield {n: c.to_json(c.from_json(row[n])) if row.get(n) else None for n, c in columns.items()}
            except ValueError as error:
                raise ValueError(f"line {reader.line_num}: {error}") from error


def _retitle(connection: sqlite3.Connection, app: AppDef, shape: Shape, world: StoredWorld) -> None:
    """Makes titles and index anew. Reference rows are numbered by title, so that lists and search come out sorted
    without sorting: the first page of a search that fits 100,000 rows needs to look at 50."""
    numbers = dict(connection.execute(f"SELECT id, _row FROM {quoted(shape.table)}").fetchall())
    linked = title_lookup(connection, app)
    entries = []
    for stored in read_docs(connection, shape):
        doc = without_sealed(shape, stored)
        title = title_of(world.closed, shape, typed(shape, doc))
        entries.append((numbers[doc["id"]], title, search.text_of(app, shape, doc, title, linked)))
    first = 0
    if shape.definition.reference:
        entries.sort(key=lambda entry: entry[1].casefold())
        first = 1 + max(numbers.values(), default=0)
    new = [(first + at if first else row, row, title, text) for at, (row, title, text) in enumerate(entries)]
    update = f"UPDATE {quoted(shape.table)} SET _title = ?, _row = ? WHERE _row = ?"
    connection.executemany(update, ((title, row, old) for row, old, title, _ in new))
    connection.execute(f"DELETE FROM {quoted(shape.search)}")
    search.put_all(connection, shape, ((row, text) for row, _, _, text in new))
