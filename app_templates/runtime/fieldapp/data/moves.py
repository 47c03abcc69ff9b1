"""Moves of records from state to state, taking one back, and who may put a frozen record right.

Everything is judged inside the transaction, on what is stored: two phones or two windows that make the same move at
once make it once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from fieldapp.app.definition import AppDef
from fieldapp.app.process import WorkflowDef
from fieldapp.data import access, counting, frozen, history
from fieldapp.data.changes import Changes
from fieldapp.data.database import Database, quoted
from fieldapp.data.effects import Effects, take_back
from fieldapp.data.history import Why
from fieldapp.data.judging import Choice, choices, has_role, judged
from fieldapp.data.problem import DataProblem
from fieldapp.data.records import typed
from fieldapp.data.rows import Doc, read_doc
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.unchanging import unchanging

Touched = Sequence[tuple[str, str]]
"""Table and id of the records that a change went through."""


@unchanging
class Standing:
    """Where a record stands for one person. `moves` are those from its state; `frozen` records can't be edited.

    `recall` and `correct` say whether the person may now take the last move back, and put the record right.
    """

    state: str = ""
    frozen: bool = False
    moves: Sequence[Choice] = ()
    recall: bool = False
    correct: bool = False


class Moves:
    """The processes of one app over its store."""

    def __init__(self, app: AppDef, database: Database, shapes: Mapping[str, Shape], changes: Changes) -> None:
        self._app = app
        self._database = database
        self._shapes = shapes
        self._changes = changes

    def begin(self) -> None:
        """Puts records that were made before their table had a workflow into its first state."""
        for shape in self._shapes.values():
            workflow, table = shape.definition.workflow, quoted(shape.table)
            if workflow is None:
                continue
            with self._database.read() as connection:
                found = connection.execute(f"SELECT 1 FROM {table} WHERE state IS NULL LIMIT 1").fetchone()
            if found:
                with self._database.write() as connection:
                    connection.execute(f"UPDATE {table} SET state = ? WHERE state IS NULL", (workflow.first,))

    def standing(self, world: StoredWorld, table: str, key: str) -> Standing:
        """What the person can do with the record as it is stored; nothing where there is none or they can't read it."""
        shape = self._shapes[table]
        workflow = shape.definition.workflow
        if workflow is None:
            return Standing()
        with self._database.read() as connection:
            doc = read_doc(connection, shape, key)
            if doc is None or not self._readable(world, shape, doc):
                return Standing()
            state = workflow.state(doc["state"])
            return Standing(
                doc["state"] or workflow.first,
                bool(state and state.frozen),
                choices(workflow, typed(shape, doc), world.free),
                self._recalled(connection, world, workflow, shape, doc) is not None,
                self._editable(world, shape, doc) and frozen.may_correct(connection, world, shape, doc),
            )

    def move(self, world: StoredWorld, table: str, key: str, id: str, reason: str | None, signed: bool) -> Touched:
        """Makes the move, with all that it brings about; `DataProblem` where it can't be made, with nothing changed."""
        shape, workflow = self._with_workflow(table)
        move = workflow.move(id)
        if move is None:
            raise KeyError(f"{table} has no move {id!r}")
        said = (reason or "").strip() or None
        with self._database.write() as connection:
            doc = self._readable_doc(connection, world, shape, key)
            record = typed(shape, doc)
            if (doc["state"] or workflow.first) not in move.from_:
                raise DataProblem("move_gone")
            if judged(move, record, world.free).refused:
                raise DataProblem("move_refused")
            if move.reason == "required" and said is None:
                raise DataProblem("reason_needed")
            if move.meaning is not None and not signed:
                raise DataProblem("sign_needed")
            counting.check_move(self._app, world.free, shape, record, move.to)
            why = Why("move", move.id, said, move.meaning)
            cause = self._changes.put(connection, world, shape, key, doc, {"state": move.to}, why)
            effects = Effects(self._app, self._shapes, self._changes, connection, world, cause)
            effects.carry_out(shape.definition, move, {**record, "state": move.to})
        return [(table, key), *effects.touched]

    def recall(self, world: StoredWorld, table: str, key: str) -> Touched:
        """Takes the last move back, with what it brought about; `DataProblem` where it has left the device."""
        shape, workflow = self._with_workflow(table)
        with self._database.write() as connection:
            doc = self._readable_doc(connection, world, shape, key)
            found = self._recalled(connection, world, workflow, shape, doc)
            if found is None:
                raise DataProblem("recall_gone")
            mid, id, before = found
            patch = {"state": before}
            self._changes.put(connection, world, shape, key, doc, patch, Why("recall", id))
            gone = take_back(self._app, self._shapes, self._changes, connection, world, mid)
        return [(table, key), *gone]

    def waiting(self, world: StoredWorld, limit: int = 50) -> Touched:
        """Records that this person can move on, from states that somebody else put them into: oldest first.

        One that is in its first state waits only for its owner, as a task does; another's draft isn't mine.
        """
        found = []
        for shape in self._shapes.values():
            workflow = shape.definition.workflow
            mine = [move for move in (workflow.moves if workflow else ()) if move.by and has_role(world, move.by)]
            states = sorted({state for move in mine for state in move.from_})
            if workflow and states:
                found += self._waiting(world, shape, workflow, states, limit)
        return [(table, key) for _, table, key in sorted(found)[:limit]]

    def _waiting(
        self, world: StoredWorld, shape: Shape, workflow: WorkflowDef, states: Sequence[str], limit: int
    ) -> list[tuple[str, str, str]]:
        me, found = world.me(), []
        places = ", ".join("?" * len(states))
        only = f"state IN ({places}) AND (state <> ? OR owner = ?)"
        query = f"SELECT id FROM {quoted(shape.table)} WHERE {only} ORDER BY _row"
        with self._database.read() as connection:
            for (key,) in connection.execute(query, (*states, workflow.first, me["id"])).fetchall():
                entered = history.entered(connection, shape.name, key)
                who = entered[3] if entered else {}
                if (who.get("id"), who.get("role")) == (me["id"], me["role"]):
                    continue
                standing = self.standing(world, shape.name, key)
                if any(choice.possible and choice.move.by for choice in standing.moves):
                    found.append((entered[2] if entered else "", shape.name, key))
                if len(found) == limit:
                    break
        return found

    def _with_workflow(self, table: str) -> tuple[Shape, WorkflowDef]:
        shape = self._shapes[table]
        workflow = shape.definition.workflow
        if workflow is None:
            raise KeyError(f"{table} has no workflow")
        return shape, workflow

    def _readable_doc(self, connection: sqlite3.Connection, world: StoredWorld, shape: Shape, key: str) -> Doc:
        doc = read_doc(connection, shape, key)
        if doc is None or not self._readable(world, shape, doc):
            raise DataProblem("record_gone")
        return doc

    def _editable(self, world: StoredWorld, shape: Shape, doc: Doc) -> bool:
        return world.free is world or access.rights(self._app, world.free, shape.name, typed(shape, doc)).edit

    def _readable(self, world: StoredWorld, shape: Shape, doc: Doc) -> bool:
        if world.free is world:
            return True
        return access.rights(self._app, world.free, shape.name, typed(shape, doc)).read

    def _recalled(
        self, connection: sqlite3.Connection, world: StoredWorld, workflow: WorkflowDef, shape: Shape, doc: Doc
    ) -> tuple[str, str, str] | None:
        """Mutation and id of the move that can be taken back now, and the state before it."""
        if doc["state"] not in workflow.recall:
            return None
        found = connection.execute(
            "SELECT log.mid, kind, log.move, json_extract(changes, '$.state[0]'), who FROM log"
            " JOIN outbox ON outbox.mid = log.mid AND outbox.state = 'queued'"
            " WHERE log.tbl = ? AND log.id = ? AND json_extract(changes, '$.state[1]') IS NOT NULL"
            " ORDER BY log.seq DESC LIMIT 1",
            (shape.name, doc["id"]),
        ).fetchone()
        entered = history.entered(connection, shape.name, doc["id"])
        if found is None or entered is None or entered[0] != found[0] or found[1] != "move":
            return None
        if entered[3].get("id") != world.me()["id"]:
            return None
        return str(found[0]), str(found[2]), str(found[3] or workflow.first)
