"""The world that formulas see on the device: the person, the clock, and the stored records."""

from __future__ import annotations

import copy
import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.data.access import Access
from fieldapp.data.person import NOBODY, PERSON
from fieldapp.data.push.condition import TRUE, Part
from fieldapp.data.records import Records
from fieldapp.data.shape import Shape
from fieldapp.fields.spoken import Spoken, formula_languages
from fieldapp.formula.languages import Language
from fieldapp.formula.selection import UNANSWERED, Query

Finder = Callable[[], Mapping[str, Any] | None]
"""Where the person was when the app last asked the device."""
Clock = Callable[[], dt.datetime]
"""The instant, aware, in the device's zone."""


def device_clock() -> dt.datetime:
    return dt.datetime.now().astimezone()


class StoredWorld:
    """Implements `fieldapp.formula.world.World` over the records of one app.

    With `access` it holds only what the person may read; `free` is the same world with everything in it.
    """

    def __init__(
        self,
        app: AppDef,
        records: Records,
        me: Mapping[str, Any],
        language: str,
        clock: Clock,
        here: Finder = lambda: None,
        access: Access | None = None,
    ) -> None:
        self.language = language
        self.here = here
        self._app = app
        self._records = records
        self._me = {**NOBODY, **me}
        self.clock = clock
        self._access = access
        self.free: StoredWorld = StoredWorld(app, records, me, language, clock, here) if access else self

    @property
    def closed(self) -> StoredWorld:
        """The same world with blanks for what is sealed: for all that is worked out and kept without a seal."""
        if self._records.closed is self._records:
            return self
        other = copy.copy(self)
        other._records = self._records.closed
        other.free = other if self.free is self else self.free.closed
        return other

    @property
    def spoken(self) -> Spoken:
        """See `fieldapp.formula.world.spoken`."""
        return Spoken(self._app, self)

    @functools.cached_property
    def languages(self) -> Mapping[str, Language]:
        """See `fieldapp.formula.languages.language_of`."""
        return formula_languages(self._app.locales)

    @property
    def zone(self) -> dt.tzinfo:
        return self.clock().tzinfo or dt.UTC

    def now(self) -> dt.datetime:
        return self.clock().astimezone(dt.UTC)

    def today(self) -> dt.date:
        return self.clock().date()

    def me(self) -> Mapping[str, Any]:
        return self._me

    def record(self, table: str, key: str) -> Mapping[str, Any] | None:
        if table == PERSON:
            return self._me if key == self._me["id"] else self._records.record(table, key)
        if table not in self._app.tables:
            return None
        found = self._records.record(table, key)
        if found is None or self._access is None:
            return found
        return found if self._access.may_read(self.free, table, found) else None

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        access = self._access
        if access is None or access.reading(self.free, table) is True:
            return self._records.rows(table)
        part = access.part(self.free, table)
        if part is not None:
            seen: Sequence[Mapping[str, Any]] = self._records.select(Query(table, take="rows"), (), part)
            return seen
        return [record for record in self._records.rows(table) if access.may_read(self.free, table, record)]

    def select(self, query: Query, values: Sequence[Any]) -> Any:
        """See `fieldapp.formula.selection`. Of what the person may not read, nothing is told."""
        part = self.part(query.table)
        return UNANSWERED if part is None else self._records.select(query, values, part, self.walked())

    def counted(
        self, name: str, keys: Sequence[Any], days: tuple[dt.date | None, dt.date | None], without: str | None
    ) -> Decimal:
        """See `fieldapp.formula.counting`: over all records of the device, readable or not."""
        return self._records.counted(name, keys, days, without or "")

    def part(self, table: str) -> Part | None:
        """The records of a table that are in this world, as a WHERE; None where SQL can't say it now."""
        return self._access.part(self.free, table) if self._access else TRUE

    def walked(self) -> Mapping[str, Shape] | None:
        """The tables that are in this world with all of their records; None where every table is."""
        return self._access.walked(self.free) if self._access else None

    def text(self, key: str) -> str:
        """The text in the language, else in the app's first one, else the key: a missing text never stops a formula."""
        for language in (self.language, *self._app.languages):
            if key in (texts := self._app.strings.get(language, {})):
                return texts[key]
        return key
