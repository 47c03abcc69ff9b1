"""One SQLite file: a single writer behind a lock, and a reader for each thread that asks."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from fieldapp.data.problem import problem_of
from fieldapp.data.push import functions

BUSY_SECONDS = 5.0
"""How long one process waits for another one's save, as preview and `fieldpact data` can share a file."""


def connect(path: Path) -> sqlite3.Connection:
    """A connection whose commits survive a power cut: WAL with a full sync on every commit."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        functions.register(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def quoted(name: str) -> str:
    """`name` as an SQL identifier. Names come from the verified definition only, never from input."""
    return '"' + name.replace('"', '""') + '"'


class Database:
    """Transactions on one file. Safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._writer = connect(path)
        self._writing: int | None = None  # the thread inside `write`, which must see its own changes
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: everything in the block is stored and synced, or nothing is.

        Raises `DataProblem` where the disk is full, broken or busy. A block inside a block joins the outer one.
        """
        with self._lock:
            if self._writing is not None:
                yield self._writer
                return
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                self._writing = threading.get_ident()
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException as error:
                if self._writer.in_transaction:  # SQLite itself rolls back when the disk is full
                    self._writer.execute("ROLLBACK")
                if problem := problem_of(error):
                    raise problem from error
                raise
            finally:
                self._writing = None

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's reader; inside `write` the writer, so that a transaction reads what it wrote."""
        try:
            yield self._writer if self._writing == threading.get_ident() else self._reader()
        except sqlite3.Error as error:
            if problem := problem_of(error):
                raise problem from error
            raise

    def rewrite(self) -> None:
        """Writes the file anew, without what was deleted from it, and empties the journal beside it."""
        with self._lock:
            self._writer.execute("VACUUM")
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        with self._lock:
            for connection in [*self._readers, self._writer]:
                connection.close()
            self._readers.clear()

    def _reader(self) -> sqlite3.Connection:
        reader: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = connect(self.path)
            reader.execute("PRAGMA query_only = ON")
            self._local.reader = reader
            with self._lock:
                self._readers.append(reader)
        return reader
