"""Takes old records off the phone. A purge is no delete: the hub keeps them, and nothing is queued."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from fieldapp.data import history, messages
from fieldapp.data.changes import take_away
from fieldapp.data.database import quoted
from fieldapp.data.sealing import Seals
from fieldapp.data.shape import Column, Lines, Shape

JOURNAL_DAYS = 30
"""How long sent changes and deleted records are kept, for a hub that is restored from its backup."""


def purge(connection: sqlite3.Connection, shapes: Mapping[str, Shape], cutoffs: Mapping[str, dt.datetime]) -> int:
    """Removes records last changed before their table's cutoff, unless a change of theirs still waits for the hub."""
    purged = 0
    for table, cutoff in cutoffs.items():
        shape = shapes[table]
        old = connection.execute(
            f"SELECT id FROM {quoted(shape.table)} WHERE edited < ?"
            " AND id NOT IN (SELECT id FROM outbox WHERE state <> 'acked')",  # under whatever name its table had then
            (_instant(cutoff),),
        ).fetchall()
        for (key,) in old:
            take_away(connection, shape, key)
            history.forget(connection, table, key)
            messages.forget(connection, table, key)
            connection.execute("DELETE FROM base WHERE tbl = ? AND id = ?", (table, key))
        purged += len(old)
    return purged


def purge_journal(
    connection: sqlite3.Connection, now: dt.datetime, cutoffs: Mapping[str, dt.datetime] | None = None
) -> None:
    """Forgets what was sent, and what was deleted, longer ago than the journal is kept, or than its table's term."""
    usual = now - dt.timedelta(days=JOURNAL_DAYS)
    for table, cutoff in (cutoffs or {}).items():
        if cutoff > usual:
            _forget(connection, _stamp(cutoff), " AND tbl = ?", (table,))
    _forget(connection, _stamp(usual))


def _forget(connection: sqlite3.Connection, before: str, which: str = "", values: tuple[str, ...] = ()) -> None:
    history.forget_deleted(connection, before, which, values)
    connection.execute(
        "DELETE FROM trash WHERE deleted < ?"
        f" AND NOT EXISTS (SELECT 1 FROM outbox WHERE mid = trash.token AND state <> 'acked'){which}",
        (before, *values),
    )
    connection.execute(f"DELETE FROM outbox WHERE state = 'acked' AND made < ?{which}", (before, *values))


def _stamp(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def unused_files(connection: sqlite3.Connection, shapes: Iterable[Shape], seals: Seals | None = None) -> list[str]:
    """Names of sent attachments that no record, draft or deleted record mentions any more."""
    names = [name for (name,) in connection.execute("SELECT path FROM attachment WHERE state = 'sent'")]
    if not names:
        return []
    mentioned = set(_documents(connection, seals))
    used = {name for shape in shapes for _, names_ in files_of(connection, shape) for name in names_}
    return [name for name in names if name not in used and not any(name in doc for doc in mentioned)]


def files_of(connection: sqlite3.Connection, shape: Shape) -> Iterator[tuple[Column, list[str]]]:
    """The files that the records of a table name, column by column."""
    for table, column in _file_columns(shape.table, shape):
        name, used = quoted(column.name), list[str]()
        key = "id" if table == shape.table else "_record || '/' || id"
        query = f"SELECT {key}, {name} FROM {quoted(table)} WHERE {name} IS NOT NULL"
        for row, value in connection.execute(query):
            used.extend(column.kind.files(column.read(value, row)))
        yield column, used


def _documents(connection: sqlite3.Connection, seals: Seals | None) -> Iterator[str]:
    """Drafts and deleted records, readable."""
    for key, doc in connection.execute("SELECT id, doc FROM draft").fetchall():
        yield doc if seals is None else json.dumps(seals.opened_draft(key, json.loads(doc)))
    for table, doc in connection.execute("SELECT tbl, doc FROM trash").fetchall():
        stored = json.loads(doc)
        yield doc if seals is None else json.dumps(seals.opened(table, stored["id"], stored))


def _file_columns(table: str, part: Shape | Lines) -> list[tuple[str, Column]]:
    own = [(table, column) for column in part.columns if column.kind.holds_files]
    return own + [found for lines in part.lines for found in _file_columns(lines.table, lines)]


def _instant(moment: dt.datetime) -> str:
    """The beginning of a stored instant, whose offset comes after the part that sorts."""
    return moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
