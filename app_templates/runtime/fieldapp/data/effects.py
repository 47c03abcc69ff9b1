"""What a move brings about, carried out within the move's own transaction: records are created, people are told.

The ids of what comes of it are made of what the effect happens once for. So a retry and another phone make the same
record, and carrying an effect out twice creates once. What people have deleted doesn't come back.
Effects bring about no further effects.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import AppDef, Formula, TableDef
from fieldapp.app.process import EffectDef, MoveDef, TellDef
from fieldapp.data import history, messages, outbox
from fieldapp.data.changes import Changes
from fieldapp.data.drafts import stamp
from fieldapp.data.history import Why
from fieldapp.data.ids import derived_id
from fieldapp.data.messages import TOLD, Message
from fieldapp.data.problem import DataProblem
from fieldapp.data.rows import read_doc
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.formula.values import ErrorValue
from fieldapp.formula.world import Record


class Entering(StoredWorld):
    """The world while a move is carried out: `Entered` knows the state that it led to."""

    def __init__(self, world: StoredWorld, state: str) -> None:
        self.__dict__.update(world.__dict__)
        self.entered = state


@dataclass(slots=True)
class Effects:
    """The effects of one move, whose mutation id is `cause`. `touched` collects table and id of what was created."""

    app: AppDef
    shapes: Mapping[str, Shape]
    changes: Changes
    connection: sqlite3.Connection
    world: StoredWorld
    cause: str
    touched: list[tuple[str, str]] = field(default_factory=list)

    def carry_out(self, table: TableDef, move: MoveDef, record: Record) -> None:
        """Raises `DataProblem` where something can't be worked out; then the move doesn't happen either."""
        times = history.times(self.connection, table.name, record["id"], move.id)
        world = Entering(self.world.free, move.to)
        for effect in (*move.then, *table.then):
            if effect.when is not None and self._value(world, effect.when, (record,)) is not True:
                continue
            for scopes in self._scopes(world, effect, record):
                parts = [_written(self._value(world, name, scopes)) for name in effect.once_per]
                if effect.create is not None:
                    self._create(world, effect, derived_id(self.app.id, effect.id, effect.create, *parts), scopes)
                if effect.tell is not None:
                    again = [] if effect.create else [str(times)]
                    id_ = derived_id(self.app.id, effect.id, TOLD, *parts, *again)
                    self._tell(world, effect.tell, id_, table.name, scopes)

    def _scopes(self, world: Entering, effect: EffectDef, record: Record) -> Iterator[tuple[Record, ...]]:
        if effect.for_each is None:
            yield (record,)
            return
        for row in self._value(world, effect.for_each, (record,)) or ():
            if isinstance(row, ErrorValue):
                raise _failed(row)
            yield (record, row)

    def _create(self, world: Entering, effect: EffectDef, key: str, scopes: Sequence[Record]) -> None:
        shape = self.shapes[str(effect.create)]
        if read_doc(self.connection, shape, key) is not None:
            return
        if history.last_kind(self.connection, shape.name, key) not in (None, "withdraw"):
            return  # it was there, and a person has deleted it
        given = {each.field: self._value(world, each.value, scopes) for each in effect.set}
        typed = self._filled(world, shape.definition, given)
        columns = (*shape.builtin, *shape.columns)
        patch = {column.name: column.to_json(typed[column.name]) for column in columns if column.name in typed}
        self.changes.put(self.connection, world, shape, key, None, patch, Why("create", cause=self.cause))
        self.touched.append((shape.name, key))

    def _filled(self, world: Entering, table: TableDef, given: Mapping[str, Any]) -> dict[str, Any]:
        """The record as a form would begin it: what is given, else defaults, then everything that is computed."""
        values: dict[str, Any] = {"owner": world.me()["id"] or None, "state": table.workflow and table.workflow.first}
        names = {declared.name for declared in table.fields}
        record: dict[str, Any] = {**dict.fromkeys(("id", "created", "edited", "device")), **values}
        record |= {declared.name: [] if declared.type == "lines" else None for declared in table.fields}
        record |= {name: self._fit(table, name, value) for name, value in given.items()}
        plain = [
            declared for declared in table.fields if fields.of(declared.type).holds_value and declared.type != "lines"
        ]
        for declared in plain:
            if declared.default is not None and declared.formula is None and declared.name not in given:
                value = self._value(world, declared.default, (record,))
                record[declared.name] = self._fit(table, declared.name, value)
        computed = [declared for declared in plain if declared.formula is not None]
        for _ in computed:  # one that waits for another is right after that one; no chain is longer than this
            for declared in computed:
                assert declared.formula is not None
                value = self._value(world, declared.formula, (record,))
                record[declared.name] = self._fit(table, declared.name, value)
        return {name: value for name, value in record.items() if name in names or name in given}

    def _fit(self, table: TableDef, name: str, value: Any) -> Any:
        declared = next((declared for declared in table.fields if declared.name == name), None)
        return value if declared is None else fields.of(declared.type).fit(value, self.app, declared)

    def _tell(self, world: Entering, tell: TellDef, id_: str, table: str, scopes: Sequence[Record]) -> None:
        person = self._value(world, tell.person, scopes) if tell.person is not None else None
        if tell.person is not None and not person:
            return  # nobody stands there, as with a manager who has none
        text = self._value(world.closed, tell.say, self._told(scopes))
        now = world.now()
        due = now + dt.timedelta(minutes=tell.within) if tell.within is not None else None
        message = Message(id_, table, scopes[0]["id"], tell.role, person, tell.by, due, str(text or ""), now, False)
        if messages.put(self.connection, message, self.cause):
            outbox.append(
                self.connection, TOLD, id_, "create", message.patch(), self.app.schema_version, stamp(world.clock)
            )

    def _told(self, scopes: Sequence[Record]) -> Sequence[Record]:
        """What a message may speak of: it is kept and sent as it reads, so nothing restricted is in it."""
        seals = next(iter(self.shapes.values())).seals
        if seals is None:
            return scopes
        return [{name: None if name in seals.names else value for name, value in one.items()} for one in scopes]

    def _value(self, world: StoredWorld, formula: Formula, scopes: Sequence[Record]) -> Any:
        value = formula.call(world, *scopes)
        if isinstance(value, ErrorValue):
            raise _failed(value)
        return value


def take_back(
    app: AppDef,
    shapes: Mapping[str, Shape],
    changes: Changes,
    connection: sqlite3.Connection,
    world: StoredWorld,
    cause: str,
) -> list[tuple[str, str]]:
    """Undoes what the move `cause` brought about and nobody has worked on since. Returns table and id of what goes."""
    for id_ in messages.withdraw(connection, cause):
        outbox.append(connection, TOLD, id_, "delete", {}, app.schema_version, stamp(world.clock))
    created = connection.execute(
        "SELECT tbl, id FROM log AS first WHERE cause = ? AND kind = 'create'"
        " AND NOT EXISTS (SELECT 1 FROM log WHERE tbl = first.tbl AND id = first.id AND seq > first.seq)"
        " ORDER BY seq",
        (cause,),
    ).fetchall()
    gone = [(table, key) for table, key in created if table in shapes]
    for table, key in gone:
        changes.withdraw(connection, world, shapes[table], key, cause)
    return gone


def _written(value: Any) -> str:
    """A value as it stands in an id: the same text for what is equal."""
    if isinstance(value, bool) or value is None:
        return str(value).lower()
    if isinstance(value, Decimal | int | float):
        return format(Decimal(str(value)).normalize(), "f")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _failed(error: ErrorValue) -> DataProblem:
    return DataProblem("effect_failed", {"reason": error.message or error.kind})
