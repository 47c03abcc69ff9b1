"""The change log: what was changed in a record, from what to what, by whom, when and why.

An entry is written in the transaction of its change and never changed itself. Gone with a purge, kept through a delete.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from fieldapp.data.drafts import stamp
from fieldapp.data.rows import Doc, from_doc
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.unchanging import unchanging

Kind = Literal["create", "edit", "correct", "move", "recall", "delete", "withdraw", "undo"]
"""`withdraw` takes back what a recalled move had created."""

TABLES = """
CREATE TABLE IF NOT EXISTS log (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL, tbl TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
    made TEXT NOT NULL, who TEXT NOT NULL, changes TEXT NOT NULL, move TEXT, reason TEXT, meaning TEXT, cause TEXT
);
CREATE INDEX IF NOT EXISTS log_record ON log (tbl, id);
CREATE INDEX IF NOT EXISTS log_cause ON log (cause) WHERE cause IS NOT NULL;
"""


@unchanging
class Why:
    """What kind of change it is, and what was said to it. `move` is an id; `meaning` the key of what was signed.

    `cause` is the mutation id of the move that brought the change about.
    """

    kind: Kind
    move: str | None = None
    reason: str | None = None
    meaning: str | None = None
    cause: str | None = None

    def patch(self) -> Mapping[str, Any]:
        """What the hub learns beside the changed fields, under a name that no field can have."""
        said = {"kind": self.kind, "move": self.move, "reason": self.reason, "meaning": self.meaning}
        if self.kind in ("create", "edit", "undo", "delete"):
            return {}
        return {"_why": {name: value for name, value in said.items() if value is not None}}


@unchanging
class Change:
    """One field, `state` included, with its typed values before and after."""

    field: str
    before: Any
    after: Any


@unchanging
class Entry:
    """One change of a record. `who` has id, name and role; `made` is an instant in UTC."""

    seq: int
    mid: str
    kind: str
    made: dt.datetime
    who: Mapping[str, Any]
    changes: Sequence[Change]
    move: str | None = None
    reason: str | None = None
    meaning: str | None = None


def write(
    connection: sqlite3.Connection, world: StoredWorld, shape: Shape, key: str, mid: str, changes: Mapping[str, Any],
    why: Why,
) -> None:  # fmt: skip
    """Adds an entry. `changes` are pairs of canonical JSON values by field; a new record's own values need none."""
    me = world.me()
    who = {name: me[name] for name in ("id", "name", "role")}
    connection.execute(
        "INSERT INTO log (mid, tbl, id, kind, made, who, changes, move, reason, meaning, cause)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            mid, shape.name, key, why.kind, stamp(world.clock), json.dumps(who, ensure_ascii=False),
            json.dumps(_sealed(shape, key, changes), ensure_ascii=False), why.move, why.reason, why.meaning, why.cause,
        ),
    )  # fmt: skip


def differences(old: Doc, patch: Mapping[str, Any]) -> dict[str, Any]:
    """By field what it was and what it becomes, of those that change."""
    return {name: [old[name], value] for name, value in patch.items() if old[name] != value}


def read(connection: sqlite3.Connection, shape: Shape, key: str) -> Sequence[Entry]:
    """The log of one record, newest first. Fields that the app no longer has are left out."""
    found = connection.execute(
        "SELECT seq, mid, kind, made, who, changes, move, reason, meaning FROM log"
        " WHERE tbl = ? AND id = ? ORDER BY seq DESC",
        (shape.name, key),
    )
    return [
        Entry(
            seq, mid, kind, dt.datetime.fromisoformat(made), json.loads(who), _typed(shape, key, json.loads(changes)),
            move, reason, meaning,
        )
        for seq, mid, kind, made, who, changes, move, reason, meaning in found
    ]  # fmt: skip


def _sealed(shape: Shape, key: str, changes: Mapping[str, Sequence[Any]]) -> Mapping[str, Any]:
    return changes if shape.seals is None else shape.seals.sealed_pairs(shape.name, key, changes)


def _typed(shape: Shape, key: str, sealed: Mapping[str, Sequence[Any]]) -> Sequence[Change]:
    changes = sealed if shape.seals is None else shape.seals.opened_pairs(shape.name, key, sealed)
    columns = {column.name: column for column in (*shape.builtin, *shape.columns)}
    lines = {part.name: part for part in shape.lines}
    found = []
    for name, pair in changes.items():
        try:
            if name in columns:
                found.append(Change(name, *(columns[name].from_json(value) for value in pair)))
            elif name in lines:
                found.append(Change(name, *(from_doc((), (lines[name],), {name: rows})[name] for rows in pair)))
        except (ArithmeticError, KeyError, TypeError, ValueError):
            continue  # the field was of another type when this was written
    return found


def entered(connection: sqlite3.Connection, table: str, key: str) -> tuple[str, str, str, Mapping[str, Any]] | None:
    """Mutation id, kind, instant and person of the change that put the record into its state; None where unknown."""
    found = connection.execute(
        "SELECT mid, kind, made, who FROM log WHERE tbl = ? AND id = ?"
        " AND (kind IN ('create', 'undo') OR json_extract(changes, '$.state') IS NOT NULL) ORDER BY seq DESC LIMIT 1",
        (table, key),
    ).fetchone()
    return (found[0], found[1], found[2], json.loads(found[3])) if found else None


def has_been_in(connection: sqlite3.Connection, table: str, key: str, states: Iterable[str]) -> bool:
    """Whether the record ever entered one of these states."""
    wanted = tuple(states)
    places = ", ".join("?" * len(wanted))
    query = f"SELECT 1 FROM log WHERE tbl = ? AND id = ? AND json_extract(changes, '$.state[1]') IN ({places})"
    return connection.execute(query, (table, key, *wanted)).fetchone() is not None


def last_kind(connection: sqlite3.Connection, table: str, key: str) -> str | None:
    found = connection.execute(
        "SELECT kind FROM log WHERE tbl = ? AND id = ? ORDER BY seq DESC LIMIT 1", (table, key)
    ).fetchone()
    return str(found[0]) if found else None


def times(connection: sqlite3.Connection, table: str, key: str, move: str) -> int:
    """How often the move was made of the record and not taken back."""
    (made, recalled) = connection.execute(
        "SELECT count(*) FILTER (WHERE kind = 'move'), count(*) FILTER (WHERE kind = 'recall') FROM log"
        " WHERE tbl = ? AND id = ? AND move = ?",
        (table, key, move),
    ).fetchone()
    return int(made) - int(recalled)


def forget(connection: sqlite3.Connection, table: str, key: str) -> None:
    """Takes the log away with a record that is purged."""
    connection.execute("DELETE FROM log WHERE tbl = ? AND id = ?", (table, key))


def forget_deleted(connection: sqlite3.Connection, before: str, which: str = "", values: tuple[str, ...] = ()) -> None:
    """Takes away the logs of records whose deletion, older than the instant `before`, is safe on the hub.

    `which` and its `values` narrow down the deleted records.
    """
    connection.execute(
        "DELETE FROM log WHERE (tbl, id) IN (SELECT tbl, json_extract(doc, '$.id') FROM trash WHERE deleted < ?"
        f" AND NOT EXISTS (SELECT 1 FROM outbox WHERE mid = trash.token AND state <> 'acked'){which})",
        (before, *values),
    )
