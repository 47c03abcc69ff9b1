"""Stored records as typed values, kept in memory between changes: a formula may look up the same price 500 times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.data import ledger
from fieldapp.data.database import Database
from fieldapp.data.push.condition import TRUE, Part
from fieldapp.data.push.plan import plan
from fieldapp.data.rows import Doc, from_doc, read_doc, read_docs
from fieldapp.data.shape import Shape
from fieldapp.formula.selection import UNANSWERED, Query

KEPT = 5_000
"""Single records, answers, and rows in answers kept in memory; past that the cache starts again."""


class Records:
    """Cached reads. A cached record is shared: nobody changes it."""

    def __init__(self, database: Database, shapes: Mapping[str, Shape], closed: Records | None = None) -> None:
        self.closed = closed or self
        """The same records with blanks for what is sealed; itself where nothing is."""
        self._database = database
        self._shapes = shapes
        self._changes = 0
        self._records: dict[tuple[str, str], Mapping[str, Any] | None] = {}
        self._tables: dict[str, Sequence[Mapping[str, Any]]] = {}
        self._answers: dict[tuple[Any, ...], Any] = {}
        self._room = KEPT

    def record(self, table: str, key: str) -> Mapping[str, Any] | None:
        """The record, or None where there is none."""
        at = (table, key)
        if at in self._records:
            return self._records[at]
        shape, changes = self._shapes[table], self._changes
        with self._database.read() as connection:
            doc = read_doc(connection, shape, key)
        record = None if doc is None else typed(shape, doc)
        if changes == self._changes:  # otherwise it may be older than a save that another thread just made
            if len(self._records) >= KEPT:
                self._records.clear()
            self._records[at] = record
        return record

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        """All records of a table, oldest first."""
        if (kept := self._tables.get(table)) is not None:
            return kept
        shape, changes = self._shapes[table], self._changes
        with self._database.read() as connection:
            rows = tuple(typed(shape, doc) for doc in read_docs(connection, shape))
        if changes == self._changes:
            self._tables[table] = rows
        return rows

    def select(
        self, query: Query, values: Sequence[Any], seen: Part = TRUE, walked: Mapping[str, Shape] | None = None
    ) -> Any:
        """What SQL answers to a formula's query; UNANSWERED where it can't. `seen` and `walked` are those of `plan`."""
        found = plan(self._shapes, query, values, seen, walked)
        if found is None:
            return UNANSWERED
        if found.key in self._answers:
            return self._answers[found.key]
        changes = self._changes
        with self._database.read() as connection:
            answer = found.read(connection)
        if changes == self._changes:
            self._room -= 1 + (len(answer) if isinstance(answer, list) else 0)
            if self._room < 0:
                self._answers.clear()
                self._room = KEPT
            self._answers[found.key] = answer
        return answer

    def counted(
        self, name: str, keys: Sequence[Any], days: tuple[dt.date | None, dt.date | None], without: str
    ) -> Decimal:
        """What the ledger sums up to now; see `ledger.total`."""
        with self._database.read() as connection:
            return ledger.total(connection, name, keys, days, without)

    def forget(self, table: str | None = None, key: str | None = None) -> None:
        """Called after a change was committed: to one record, or to everything."""
        if self.closed is not self:
            self.closed.forget(table, key)
        self._changes += 1
        self._answers.clear()  # an answer may come from several tables
        if table is None or key is None:
            self._records.clear()
            self._tables.clear()
        else:
            self._records.pop((table, key), None)
            self._tables.pop(table, None)


def typed(shape: Shape, doc: Doc) -> dict[str, Any]:
    """The typed record of a stored doc."""
    return from_doc((*shape.builtin, *shape.columns), shape.lines, doc)
