"""What moves told people: shown here to whom it is for, and waiting in the outbox for the hub to pass it on."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.unchanging import unchanging

TOLD = "_told"
"""What the outbox calls a message: no table of an app can have this name."""

TABLES = """
CREATE TABLE IF NOT EXISTS told (
    id TEXT PRIMARY KEY, tbl TEXT NOT NULL, record TEXT NOT NULL, role TEXT, person TEXT, channel TEXT NOT NULL,
    due TEXT, text TEXT NOT NULL, made TEXT NOT NULL, cause TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'new'
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS told_record ON told (tbl, record);
"""


@unchanging
class Message:
    """`role` or `person` is who is told; `due` is when somebody should have acted on it, None for whenever.

    `channel` is the way it goes, `app` where only the app shows it.
    """

    id: str
    table: str
    record: str
    role: str | None
    person: str | None
    channel: str
    due: dt.datetime | None
    text: str
    made: dt.datetime
    seen: bool

    def patch(self) -> dict[str, Any]:
        """What the hub gets."""
        due = self.due.isoformat() if self.due else None
        told = {"table": self.table, "record": self.record, "role": self.role, "person": self.person}
        return {**told, "channel": self.channel, "due": due, "text": self.text}


def put(connection: sqlite3.Connection, message: Message, cause: str) -> bool:
    """Keeps a message of the move `cause`; False where it was told before. One that was taken back is told again."""
    due = message.due.isoformat() if message.due else None
    done = connection.execute(
        "INSERT INTO told (id, tbl, record, role, person, channel, due, text, made, cause)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET role = excluded.role,"
        " person = excluded.person, due = excluded.due, text = excluded.text, made = excluded.made,"
        " cause = excluded.cause, state = 'new' WHERE state = 'withdrawn'",
        (
            message.id, message.table, message.record, message.role, message.person, message.channel, due,
            message.text, message.made.isoformat(), cause,
        ),
    )  # fmt: skip
    return done.rowcount > 0


def withdraw(connection: sqlite3.Connection, cause: str) -> list[str]:
    """Takes back what a move told; returns the ids."""
    found = connection.execute(
        "UPDATE told SET state = 'withdrawn' WHERE cause = ? AND state <> 'withdrawn' RETURNING id", (cause,)
    ).fetchall()
    return sorted(str(id_) for (id_,) in found)


def told(connection: sqlite3.Connection, me: Mapping[str, Any]) -> Sequence[Message]:
    """What this person was told, newest first."""
    found = connection.execute(
        "SELECT id, tbl, record, role, person, channel, due, text, made, state FROM told"
        " WHERE state <> 'withdrawn' AND (person = ? OR role = ?) ORDER BY made DESC, id",
        (me["id"] or None, me["role"] or None),
    )
    return [
        Message(
            id_, table, record, role, person, channel, dt.datetime.fromisoformat(due) if due else None, text,
            dt.datetime.fromisoformat(made), state == "seen",
        )
        for id_, table, record, role, person, channel, due, text, made, state in found
    ]  # fmt: skip


def see(connection: sqlite3.Connection, id: str) -> None:
    """The person has read it."""
    connection.execute("UPDATE told SET state = 'seen' WHERE id = ? AND state = 'new'", (id,))


def forget(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Takes the messages about a record away with it."""
    connection.execute("DELETE FROM told WHERE tbl = ? AND record = ?", (table, key))
