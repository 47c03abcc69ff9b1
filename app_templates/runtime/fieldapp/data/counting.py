"""What records count, kept as rows of a ledger beside them: written with each record, summed by SQL.

Counted is what stands in the store, whoever may read it; what a record counted stays when it leaves the device for the
hub. The ledger is made again where the app counts otherwise now.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.app.counting import CountDef, EntryDef
from fieldapp.app.definition import AppDef
from fieldapp.data.database import Database, quoted
from fieldapp.data.ledger import key_of
from fieldapp.data.problem import DataProblem
from fieldapp.data.records import typed
from fieldapp.data.rows import read_docs, without_sealed
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.formula.counting import blank
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record, World

_MADE_OF = "ledger"
"""Key of what the ledger was made of."""


def prepare(database: Database, app: AppDef, shapes: Mapping[str, Shape], world: StoredWorld) -> None:
    """Makes the ledger where there is none, or where it was made by other definitions."""
    made_of = hashlib.sha256(repr(_definitions(app)).encode()).hexdigest()
    with database.read() as connection:
        found = connection.execute("SELECT value FROM kv WHERE key = ?", (_MADE_OF,)).fetchone()
    if found and found[0] == made_of:
        return
    with database.write() as connection:
        for name in dict.fromkeys(entry.table for count in app.counts for entry in count.entries):
            stored = f"SELECT id FROM {quoted(shapes[name].table)}"
            connection.execute(f"DELETE FROM ledger WHERE tbl = ? AND id IN ({stored})", (name,))
            for doc in read_docs(connection, shapes[name]):
                record = typed(shapes[name], without_sealed(shapes[name], doc))
                _insert(connection, app, world.closed, name, record)
        connection.execute("INSERT OR REPLACE INTO kv VALUES (?, ?)", (_MADE_OF, made_of))


def _definitions(app: AppDef) -> list[Any]:
    return [app.schema_version] + [
        (count.name, count.keys, [(entry.table, entry.rows.tree, entry.states, entry.takes) for entry in count.entries])
        for count in app.counts
    ]


def write(connection: sqlite3.Connection, app: AppDef, world: World, table: str, record: Record) -> None:
    """What the record counts now, in place of what it counted before."""
    if _counts(app, table):
        remove(connection, table, record["id"])
        _insert(connection, app, world, table, record)


def remove(connection: sqlite3.Connection, table: str, key: str) -> None:
    """The record is gone, and what it counted with it."""
    connection.execute("DELETE FROM ledger WHERE tbl = ? AND id = ?", (table, key))


def check_move(app: AppDef, world: StoredWorld, shape: Shape, record: Record, state: str) -> None:
    """`DataProblem` where the move makes the record count, and with it a limit would be passed or stock run out."""
    for check in shape.definition.checks:
        count = next((count for count in app.counts if count.name == check.counts), None)
        if count is None or check.strength != "stop" or not _begins(count, shape.name, record, state):
            continue
        if check.that.call(world, record) is not True:
            said = check.say.call(world.spoken, record)
            if said is None or said == "" or isinstance(said, ErrorValue):
                raise DataProblem(count.refused)
            raise DataProblem("count_refused", {"say": str(said)})


def entries(count: CountDef, entry: EntryDef, world: World, record: Record) -> Iterator[tuple[str, str, int]]:
    """Keys, day and amount of what one record counts; what fails or isn't filled in counts nothing."""
    if entry.states and record.get("state") not in entry.states:
        return
    rows = entry.rows.call(world, record)
    for row in () if rows is None or isinstance(rows, ErrorValue) else rows:
        if isinstance(row, ErrorValue) or any(isinstance(value, ErrorValue) for value in row.values()):
            continue
        keys, amount = [row[name] for name in count.keys], row["amount"]
        if amount is not None and not any(map(blank, keys)):
            day = row["day"].isoformat() if row["day"] else ""
            yield key_of(keys), day, -int(amount) if entry.takes else int(amount)


def sum_of(
    count: CountDef,
    keys: Sequence[Any],
    days: tuple[dt.date | None, dt.date | None],
    records: Iterable[tuple[EntryDef, Record]],
    world: World,
) -> Decimal:
    """The same sum over records in memory, for a world without a store."""
    wanted, (first, last) = key_of(keys), (day.isoformat() if day else "" for day in days)
    found = 0
    for entry, record in records:
        for key, day, amount in entries(count, entry, world, record):
            if key == wanted and (not first or first <= day <= last):
                found += amount
    return Decimal(found)


def _counts(app: AppDef, table: str) -> list[tuple[CountDef, EntryDef]]:
    return [(count, entry) for count in app.counts for entry in count.entries if entry.table == table]


def _insert(connection: sqlite3.Connection, app: AppDef, world: World, table: str, record: Record) -> None:
    for count, entry in _counts(app, table):
        for key, day, amount in entries(count, entry, world, record):
            row = (count.name, key, day, amount, table, record["id"])
            connection.execute("INSERT INTO ledger (name, keys, day, amount, tbl, id) VALUES (?, ?, ?, ?, ?, ?)", row)


def _begins(count: CountDef, table: str, record: Record, state: str) -> bool:
    """Whether the record doesn't count before the move, and does after it."""
    states = next((entry.states for entry in count.entries if entry.table == table), ())
    return state in states and record.get("state") not in states
