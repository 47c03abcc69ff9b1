"""The world of one test: its day, its person, the reference rows, and the rows that the test adds or changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.formula.world import Record
from fieldpact.model.test import Test
from fieldpact.trial.reference import Reference, blank
from fieldpact.trial.values import record_of

ANY_DAY = dt.date(2027, 1, 4)
"""Today, for a test that doesn't say: always the same day, so that it passes or fails the same every day."""
_PERSON: Mapping[str, Any] = {"id": "", "name": "", "role": "", "territory": "", "manager": None}


class TrialWorld:
    """Implements `fieldapp.formula.world.World`. It is noon in UTC, and people read the app's first language."""

    zone: dt.tzinfo = dt.UTC

    def __init__(self, app: AppDef, reference: Reference, test: Test) -> None:
        self.language = app.languages[0]
        self._app = app
        self._reference = reference
        self._today = test.today or ANY_DAY
        self._me: dict[str, Any] = {**_PERSON, "id": "me", **test.me}
        self._own: dict[str, dict[str, Record]] = {}
        for table, rows in test.world.items():
            for key, entries in rows.items():
                known = self.record(table, key) or (_PERSON if table == "person" else blank(app.tables[table]))
                self._own.setdefault(table, {})[key] = {**known, **record_of(app, self, table, entries), "id": key}

    def now(self) -> dt.datetime:
        return dt.datetime.combine(self._today, dt.time(12), dt.UTC)

    def today(self) -> dt.date:
        return self._today

    def me(self) -> Record:
        return self._me

    def here(self) -> Record | None:
        """Nobody asked for a place: what a test says of one stands in the fields."""
        return None

    def record(self, table: str, key: str) -> Record | None:
        own = self._own.get(table, {}).get(key)
        if own is not None:
            return own
        if table == "person":
            return self._me if key == self._me["id"] else None
        return self._reference.rows(table).get(key) if table in self._app.tables else None

    def rows(self, table: str) -> Sequence[Record]:
        """What the test says of a row stands in for the row of the file."""
        known: Mapping[str, Record] = {self._me["id"]: self._me} if table == "person" else self._reference.rows(table)
        own = self._own.get(table)
        return tuple({**known, **own}.values() if own else known.values())

    def text(self, key: str) -> str:
        return self._app.strings[self.language].get(key, key)
