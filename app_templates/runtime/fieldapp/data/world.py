"""The world that formulas see on the device: the person, the clock, and the stored records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fieldapp.app.definition import AppDef
from fieldapp.data.records import Records
from fieldapp.formula.selection import Query

Finder = Callable[[], Mapping[str, Any] | None]
"""Where the person was when the app last asked the device."""
Clock = Callable[[], dt.datetime]
"""The instant, aware, in the device's zone."""


def device_clock() -> dt.datetime:
    return dt.datetime.now().astimezone()


NOBODY: Mapping[str, Any] = {"id": "", "name": "", "role": "", "territory": "", "manager": None}
"""The person before anyone signed in."""


class StoredWorld:
    """Implements `fieldapp.formula.world.World` over the records of one app."""

    def __init__(
        self,
        app: AppDef,
        records: Records,
        me: Mapping[str, Any],
        language: str,
        clock: Clock,
        here: Finder = lambda: None,
    ) -> None:
        self.language = language
        self.here = here
        self._app = app
        self._records = records
        self._me = {**NOBODY, **me}
        self.clock = clock

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
        if table == "person" and key == self._me["id"]:
            return self._me
        return self._records.record(table, key) if table in self._app.tables else None

    def rows(self, table: str) -> Sequence[Mapping[str, Any]]:
        return self._records.rows(table)

    def select(self, query: Query, values: Sequence[Any]) -> Any:
        """See `fieldapp.formula.selection`."""
        return self._records.select(query, values)

    def text(self, key: str) -> str:
        """The text in the language, else in the app's first one, else the key: a missing text never stops a formula."""
        for language in (self.language, *self._app.languages):
            if key in (texts := self._app.strings.get(language, {})):
                return texts[key]
        return key
