"""Opens the store's file; a broken one is moved aside, never deleted, and what it still gives is carried over."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from fieldapp.data.database import Database, connect, quoted
from fieldapp.data.problem import DataProblem, is_damage, problem_of
from fieldapp.unchanging import unchanging

FILE = "data.sqlite"


@unchanging
class Recovery:
    """A broken file was found: where it is now, and how many rows came over. The shell tells the person."""

    moved_to: Path
    rows: int = 0


def open_database(folder: Path) -> Database:
    """The database in `folder`, made where there is none. A broken file is moved aside and waits for `salvage`."""
    path = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataProblem("storage_closed", {"detail": error.strerror or str(error)}) from error
    if not _is_sound(path):
        _move_aside(path)
    try:
        return Database(path)
    except sqlite3.Error as error:
        if problem := problem_of(error):
            raise problem from error
        raise


def salvage(database: Database) -> Recovery | None:
    """Copies what can be read of a broken file: records, lines, drafts, attachments, and changes that were not sent.

    Done once a file, also where the app was killed before it got here. The new file keeps a client id of its own:
    with a hole in its journal it could not continue the old numbering.
    """
    with database.read() as connection:
        done = {key for (key,) in connection.execute("SELECT key FROM kv")}
    recovery = None
    for broken in sorted(database.path.parent.glob(f"{database.path.stem}.broken-*{database.path.suffix}")):
        if f"salvaged {broken.name}" not in done:
            recovery = Recovery(broken, _salvage(database, broken))
    return recovery


def _salvage(database: Database, broken: Path) -> int:
    copied = 0
    with closing(sqlite3.connect(f"{broken.resolve().as_uri()}?mode=ro", uri=True)) as old, database.write() as new:
        names = [row[0] for row in new.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")]
        for name in names:
            if name.startswith("t_") or name in ("base", "outbox", "draft", "trash", "attachment", "log", "told"):
                copied += _copy(old, new, name)
        new.execute("INSERT INTO kv VALUES (?, ?)", (f"salvaged {broken.name}", str(copied)))
    return copied


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, name: str) -> int:
    """Copies a table's rows up to the first place that can't be read."""
    table, copied = quoted(name), 0
    try:
        before = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
        columns = [row[1] for row in new.execute(f"PRAGMA table_info({table})") if row[1] in before and row[1] != "seq"]
        if not columns:
            return 0
        names = ", ".join(map(quoted, columns))
        insert = f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"
        unsent = " WHERE state <> 'acked' ORDER BY seq" if name == "outbox" else ""
        for row in old.execute(f"SELECT {names} FROM {table}{unsent}"):
            copied += _insert(new, insert, row)
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
    return copied


def _insert(new: sqlite3.Connection, insert: str, row: tuple[object, ...]) -> int:
    try:
        return new.execute(insert, row).rowcount
    except sqlite3.IntegrityError:
        return 0  # a line whose record is lost


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error as error:
        if is_damage(error):
            return False
        if problem := problem_of(error):
            raise problem from error
        raise


def _move_aside(path: Path) -> None:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.stem}.broken-{stamp}{path.suffix}")
    for ending in ("", "-wal", "-shm"):
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(aside.with_name(aside.name + ending))
