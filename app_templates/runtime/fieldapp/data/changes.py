"""Save, delete and undo: each is ONE transaction over record, lines, search index and outbox."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.data import access, counting, frozen, history, outbox, search
from fieldapp.data.database import Database, quoted
from fieldapp.data.drafts import stamp
from fieldapp.data.history import Why
from fieldapp.data.ids import new_id
from fieldapp.data.numbering import number
from fieldapp.data.person import PERSON
from fieldapp.data.problem import DataProblem
from fieldapp.data.records import typed
from fieldapp.data.rows import Doc, read_doc, to_doc, without_sealed, write_doc
from fieldapp.data.shape import BUILTIN, Shape
from fieldapp.data.world import StoredWorld
from fieldapp.fields.reasons import REASONS


class Changes:
    """The only way in which records of the app change."""

    def __init__(self, app: AppDef, database: Database, shapes: Mapping[str, Shape], device: str) -> None:
        self._app = app
        self._database = database
        self._shapes = shapes
        self._device = device

    def save(
        self,
        world: StoredWorld,
        table: str,
        values: Mapping[str, Any],
        id: str | None,
        draft: str | None,
        reasons: Mapping[str, str] | None,
        correction: str | None = None,
    ) -> str:
        """Stores the fields in `values`, over those the record has, and removes the draft it came from.

        `reasons` replace those the record has; None leaves them. `correction` says why a frozen record is changed.

        A save that changes nothing leaves no trace. Returns the record's id.
        """
        shape = self._own(table)
        given = {name: value for name, value in values.items() if name not in _BUILTIN}
        if unknown := given.keys() - {field.name for field in shape.definition.fields}:
            raise KeyError(f"{table} has no field {min(unknown)!r}")
        given = {name: value for name, value in given.items() if name not in _numbers(shape)}
        key = id or new_id()
        with self._database.write() as connection:
            if draft is not None:
                connection.execute("DELETE FROM draft WHERE id = ?", (draft,))
            old = read_doc(connection, shape, key) if id else None
            new = to_doc(shape.columns, shape.lines, given)
            new |= number(connection, shape, old or {}, self._device)
            if reasons is not None and (reasons or old):
                new[REASONS] = shape.column(REASONS).to_json(reasons)
            patch = new if old is None else {name: value for name, value in new.items() if old[name] != value}
            if old is None or patch:
                corrected = old is not None and frozen.check_edit(connection, world, shape, old, correction)
                why = Why("correct", reason=correction) if corrected else Why("edit" if old else "create")
                self._check(world, shape, old, {**(old or self._fresh(world, shape, key)), **patch}, patch)
                self.put(connection, world, shape, key, old, patch, why)
        return key

    def put(
        self,
        connection: sqlite3.Connection,
        world: StoredWorld,
        shape: Shape,
        key: str,
        old: Doc | None,
        patch: Mapping[str, Any],
        why: Why,
    ) -> str:
        """One change within a transaction: the record, its index, its log and its place in the outbox.

        `old` None makes a new record. Returns the id of the mutation. Whether the person may is for the caller to ask.
        """
        doc = {**(old or self._fresh(world, shape, key)), **patch}
        self._store(connection, world, shape, doc, patch)
        mid = self._queue(connection, world, shape, key, "update" if old else "create", {**patch, **why.patch()})
        changes = history.differences(old, patch) if old else {}
        history.write(connection, world, shape, key, mid, changes, why)
        return mid

    def withdraw(self, connection: sqlite3.Connection, world: StoredWorld, shape: Shape, key: str, cause: str) -> None:
        """Takes away what a move had created that is now taken back; it can come again, so no trash keeps it."""
        mid = self._queue(connection, world, shape, key, "delete", {})
        take_away(connection, shape, key)
        counting.remove(connection, shape.name, key)
        history.write(connection, world, shape, key, mid, {}, Why("withdraw", cause=cause))

    def delete(self, world: StoredWorld, table: str, key: str) -> str:
        """Takes the record away and returns the token that brings it back. It waits in the trash until purged."""
        shape = self._own(table)
        with self._database.write() as connection:
            doc = read_doc(connection, shape, key)
            if doc is None:
                raise DataProblem("record_gone")
            if world.free is not world:
                access.check_delete(self._app, world.free, shape.definition, typed(shape, doc))
            frozen.check_delete(connection, shape, doc)
            token = self._queue(connection, world, shape, key, "delete", {})
            history.write(connection, world, shape, key, token, {}, Why("delete"))
            connection.execute(
                "INSERT INTO trash (token, tbl, doc, deleted) VALUES (?, ?, ?, ?)",
                (token, table, json.dumps(shape.sealed(key, doc), ensure_ascii=False), stamp(world.clock)),
            )
            take_away(connection, shape, key)
            counting.remove(connection, table, key)
        return token

    def undo(self, world: StoredWorld, token: str) -> tuple[str, str]:
        """Brings back what was deleted under `token`; returns its table and id."""
        with self._database.write() as connection:
            found = connection.execute("SELECT tbl, doc FROM trash WHERE token = ?", (token,)).fetchone()
            if found is None:
                raise DataProblem("undo_gone")
            shape = self._own(found[0])
            trashed = json.loads(found[1])
            stored = shape.opened(trashed["id"], trashed)
            blank = _blank(shape)
            doc = {**blank, **{name: value for name, value in stored.items() if name in blank}}
            if world.free is not world:
                access.check_delete(self._app, world.free, shape.definition, typed(shape, doc))
            patch = {name: value for name, value in doc.items() if name not in _BUILTIN or (name in _KEPT and value)}
            self._store(connection, world, shape, doc, patch)
            mid = self._queue(connection, world, shape, doc["id"], "create", patch)
            history.write(connection, world, shape, doc["id"], mid, {}, Why("undo"))
            connection.execute("DELETE FROM trash WHERE token = ?", (token,))
        return shape.name, doc["id"]

    def _check(self, world: StoredWorld, shape: Shape, old: Doc | None, doc: Doc, changed: Mapping[str, Any]) -> None:
        """`DataProblem` where the person may not do this; a world without rules lets everything."""
        if world.free is not world:
            before = typed(shape, old) if old else None
            after = typed(shape, {"edited": None, **doc})
            access.check_save(self._app, world.free, world, shape.definition, before, after, list(changed))

    def _own(self, table: str) -> Shape:
        shape = self._shapes[table]
        if shape.definition.reference:
            raise DataProblem("reference_read_only", {"table": table})
        return shape

    def _fresh(self, world: StoredWorld, shape: Shape, key: str) -> Doc:
        created = shape.column("created").to_json(world.now())
        owner = world.me()["id"] or None
        state = shape.definition.workflow.first if shape.definition.workflow else None
        built_in = {"owner": owner, "created": created, "device": self._device, "state": state}
        return {**_blank(shape), "id": key, **built_in}

    def _store(
        self, connection: sqlite3.Connection, world: StoredWorld, shape: Shape, doc: Doc, patch: Mapping[str, Any]
    ) -> None:
        doc["edited"] = shape.column("edited").to_json(world.now())
        told = without_sealed(shape, doc)  # what is restricted is in no title, no sum and no index
        record, closed = typed(shape, told), world.free.closed
        title = title_of(closed, shape, record)
        row = write_doc(connection, shape, doc, title, patch)
        counting.write(connection, self._app, closed, shape.name, record)
        text = search.text_of(self._app, shape, told, title, title_lookup(connection, self._app))
        search.put_all(connection, shape, [(row, text)])

    def _queue(
        self,
        connection: sqlite3.Connection,
        world: StoredWorld,
        shape: Shape,
        key: str,
        op: str,
        patch: Mapping[str, Any],
    ) -> str:
        sent = shape.sealed(key, patch)
        return outbox.append(connection, shape.name, key, op, sent, self._app.schema_version, stamp(world.clock))


_BUILTIN = frozenset([*(field.name for field in BUILTIN), REASONS])
_KEPT = frozenset({"state", REASONS})
"""What of it an undone delete tells the hub."""


def _numbers(shape: Shape) -> frozenset[str]:
    """Fields that the store fills, whatever a form says of them."""
    return frozenset(column.name for column in shape.columns if column.kind.given)


def title_of(world: StoredWorld, shape: Shape, record: Mapping[str, Any]) -> str:
    """What people call the record; "" where its formula is blank or fails, and the app shows the table's name."""
    title = shape.definition.title.call(world, record)
    return title.strip() if isinstance(title, str) else ""


def title_lookup(connection: sqlite3.Connection, app: AppDef) -> search.TitleOf:
    """Titles of linked records, as they are stored now."""

    def linked(table: str, key: str) -> str:
        if table not in app.tables and table != PERSON:
            return ""
        found = connection.execute(f"SELECT _title FROM {quoted(f't_{table}')} WHERE id = ?", (key,)).fetchone()
        return str(found[0]) if found else ""

    return linked


def take_away(connection: sqlite3.Connection, shape: Shape, key: str) -> None:
    """Deletes a record with its lines, which follow by their foreign key, and its entry in the index."""
    found = connection.execute(f"DELETE FROM {quoted(shape.table)} WHERE id = ? RETURNING _row", (key,)).fetchone()
    if found:
        search.remove(connection, shape, found[0])


def _blank(shape: Shape) -> Doc:
    blank: Doc = dict.fromkeys(column.name for column in (*shape.builtin, *shape.columns))
    return {**blank, **{part.name: [] for part in shape.lines}}
