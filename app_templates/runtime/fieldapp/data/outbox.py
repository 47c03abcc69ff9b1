"""The queue of changes for the hub: one row a save, in the save's own transaction, kept as a journal after sending.

Rows are only ever appended, as the hub expects `seq` without gaps; an undo is a change of its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.data.ids import new_id
from fieldapp.unchanging import unchanging


@unchanging
class Mutation:
    """One queued change. `patch` holds the canonical JSON of changed fields only; `op` is create, update or delete."""

    seq: int
    mid: str
    table: str
    id: str
    op: str
    base_ver: int
    schema_ver: int
    state: str
    patch: Mapping[str, Any]


def append(
    connection: sqlite3.Connection, table: str, key: str, op: str, patch: Mapping[str, Any], schema: int, made: str
) -> str:
    """Queues one change and returns its mutation id."""
    mid = new_id()
    connection.execute(
        "INSERT INTO outbox (mid, tbl, id, op, base_ver, patch, schema_ver, made)"
        " VALUES (?, ?, ?, ?, coalesce((SELECT ver FROM base WHERE tbl = ? AND id = ?), 0), ?, ?, ?)",
        (mid, table, key, op, table, key, json.dumps(patch, ensure_ascii=False), schema, made),
    )
    return mid


def queued(connection: sqlite3.Connection, limit: int = 100) -> Sequence[Mutation]:
    """The oldest changes that still wait for the hub."""
    found = connection.execute(
        "SELECT seq, mid, tbl, id, op, base_ver, schema_ver, state, patch FROM outbox"
        " WHERE state = 'queued' ORDER BY seq LIMIT ?",
        (limit,),
    )
    return [
        Mutation(seq, mid, table, key, op, base_ver, schema_ver, state, json.loads(patch))
        for seq, mid, table, key, op, base_ver, schema_ver, state, patch in found
    ]


def unsent(connection: sqlite3.Connection) -> int:
    """How many changes the hub has not acknowledged: those being sent count too."""
    (count,) = connection.execute("SELECT count(*) FROM outbox WHERE state <> 'acked'").fetchone()
    return int(count)
