"""What earlier releases left in the store: it goes once the hub has every change, and not before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldapp.data.database import quoted
from fieldapp.data.outbox import unsent
from fieldapp.data.shape import Column, Lines, Shape


def remove_leftovers(connection: sqlite3.Connection, shapes: Mapping[str, Shape]) -> bool:
    """Drops the columns and tables that today's definition doesn't know. False while a change waits for the hub."""
    if unsent(connection):
        return False
    known = dict(_known(shapes))
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    for table in tables:
        if table in known:
            _drop_columns(connection, table, known[table])
        elif table.startswith(("t_", "_was_")):
            connection.execute(f"DROP TABLE {quoted(table)}")
    wanted = {shape.search for shape in shapes.values()}
    virtual = "SELECT name FROM sqlite_schema WHERE name GLOB '[s_]*' AND sql LIKE 'CREATE VIRTUAL%'"
    for (name,) in connection.execute(virtual).fetchall():
        if name not in wanted:
            connection.execute(f"DROP TABLE {quoted(name)}")
    return True


def remove_backups(path: Path) -> None:
    """The copies that were made before each release's steps."""
    for backup in path.parent.glob(f"{path.stem}.before-schema-*{path.suffix}"):
        backup.unlink(missing_ok=True)


def _known(shapes: Mapping[str, Shape]) -> Iterator[tuple[str, tuple[Column, ...]]]:
    for shape in shapes.values():
        yield shape.table, (*shape.builtin, *shape.columns)
        yield from _of_lines(shape.lines)


def _of_lines(lines: tuple[Lines, ...]) -> Iterator[tuple[str, tuple[Column, ...]]]:
    for part in lines:
        yield part.table, part.columns
        yield from _of_lines(part.lines)


def _drop_columns(connection: sqlite3.Connection, table: str, columns: tuple[Column, ...]) -> None:
    names = {column.name for column in columns} | {"id"}
    for row in connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall():
        name = row[1]
        if name in names or (name.startswith("_") and not name.startswith("_was_")):
            continue
        connection.execute(f"DROP INDEX IF EXISTS {quoted(f'i_{table}.{name}')}")
        connection.execute(f"ALTER TABLE {quoted(table)} DROP COLUMN {quoted(name)}")
