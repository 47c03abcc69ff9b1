"""The world of one test: its day, its person, the reference rows, and the rows that the test adds or changes."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.data.counting import sum_of
from fieldapp.data.person import NOBODY, PERSON, person_of
from fieldapp.fields.spoken import Spoken, formula_languages
from fieldapp.formula.languages import Language
from fieldapp.formula.world import Record
from fieldpact.model.test import Test
from fieldpact.trial.reference import Reference, blank
from fieldpact.trial.values import record_of

ANY_DAY = dt.date(2027, 1, 4)
"""Today, for a test that doesn't say: always the same day, so that it passes or fails the same every day."""


class TrialWorld:
    """Implements `fieldapp.formula.world.World`. It is noon in UTC, and people read the app's first language."""

    zone: dt.tzinfo = dt.UTC

    def __init__(self, app: AppDef, reference: Reference, test: Test) -> None:
        self.language = app.languages[0]
        self._app = app
        self._reference = reference
        self._today = test.today or ANY_DAY
        self._me: dict[str, Any] = {**NOBODY, "id": "me", **self._known(test.me.get("id")), **test.me}
        self._counted = test.counted
        self._own: dict[str, dict[str, Record]] = {}
        for table, rows in test.world.items():
            for key, entries in rows.items():
                known = self.record(table, key) or (NOBODY if table == PERSON else blank(app.tables[table]))
                self._own.setdefault(table, {})[key] = {**known, **record_of(app, self, table, entries), "id": key}

    def _known(self, key: str | None) -> Record:
        """A person of the file beside the spec; empty where there is none."""
        found = self._reference.rows(PERSON).get(key or "")
        return person_of(found) if found else {}

    @property
    def spoken(self) -> Spoken:
        """See `fieldapp.formula.world.spoken`."""
        return Spoken(self._app, self)

    @functools.cached_property
    def languages(self) -> Mapping[str, Language]:
        """See `fieldapp.formula.languages.language_of`."""
        return formula_languages(self._app.locales)

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
        if table == PERSON:
            return self._me if key == self._me["id"] else self._known(key) or None
        return self._reference.rows(table).get(key) if table in self._app.tables else None

    def rows(self, table: str) -> Sequence[Record]:
        """What the test says of a row stands in for the row of the file."""
        known: Mapping[str, Record] = self._reference.rows(table)
        if table == PERSON:
            known = {**known, self._me["id"]: self._me}
        own = self._own.get(table)
        return tuple({**known, **own}.values() if own else known.values())

    def counted(
        self, name: str, keys: Sequence[Any], days: tuple[dt.date | None, dt.date | None], without: str | None
    ) -> Decimal:
        """See `fieldapp.formula.counting`: of the rows of the world, beside what the test says."""
        count = next(count for count in self._app.counts if count.name == name)
        records = (
            (entry, row) for entry in count.entries for row in self.rows(entry.table) if row.get("id") != without
        )
        return sum_of(count, keys, days, records, self) + self._counted.get(name, 0)

    def text(self, key: str) -> str:
        return self._app.strings[self.language].get(key, key)
