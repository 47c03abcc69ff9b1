"""Forms begun and not yet saved. Each change is committed, so a draft outlives a kill."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.data.database import Database
from fieldapp.data.ids import new_id
from fieldapp.data.sealing import Seals
from fieldapp.data.world import Clock
from fieldapp.unchanging import unchanging

_BY = "_by"
"""In a draft's document: the id of the person who began it."""


@unchanging
class Draft:
    """`doc` is the engine's own JSON; `edited` an ISO instant in UTC."""

    id: str
    table: str
    doc: Mapping[str, Any]
    edited: str


class Drafts:
    """The drafts of one person, newest first; those without a person are everybody's."""

    def __init__(self, database: Database, clock: Clock, by: str = "", seals: Seals | None = None) -> None:
        self._database = database
        self._clock = clock
        self._by = by
        self._seals = seals

    def save(self, table: str, doc: Mapping[str, Any], id: str | None = None) -> str:
        """Stores a draft, as a new one without `id`; returns its id."""
        key = id or new_id()
        kept = {**doc, _BY: self._by} if self._by else doc
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO draft (id, tbl, doc, edited) VALUES (?, ?, ?, ?)",
                (
                    key,
                    table,
                    json.dumps(self._seals.sealed_draft(key, kept) if self._seals else kept),
                    stamp(self._clock),
                ),
            )
        return key

    def get(self, id: str) -> Draft | None:
        return next(iter(self._select(" WHERE id = ?", id)), None)

    def list(self, table: str | None = None) -> Sequence[Draft]:
        """All drafts, or those of one table."""
        return self._select(" WHERE tbl = ?", table) if table else self._select("")

    def remove(self, id: str) -> None:
        if self.get(id) is None:
            return
        with self._database.write() as connection:
            connection.execute("DELETE FROM draft WHERE id = ?", (id,))

    def _select(self, where: str, *values: str) -> Sequence[Draft]:
        query = f"SELECT id, tbl, doc, edited FROM draft{where} ORDER BY edited DESC, id DESC"
        with self._database.read() as connection:
            found = connection.execute(query, values).fetchall()
        drafts = [(self._opened(id, json.loads(doc)), id, table, edited) for id, table, doc, edited in found]
        by = [(doc.pop(_BY, self._by), Draft(id, table, doc, edited)) for doc, id, table, edited in drafts]
        return [draft for person, draft in by if not self._by or person == self._by]

    def _opened(self, id: str, doc: dict[str, Any]) -> dict[str, Any]:
        return self._seals.opened_draft(id, doc) if self._seals else doc


def stamp(clock: Clock) -> str:
    """Now, as the store's own tables keep it: ISO in UTC, so that it sorts as text."""
    return clock().astimezone(dt.UTC).isoformat(timespec="milliseconds")
