"""The rows of reference tables, as formulas read them. Each table is read when a test first asks for it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

from fieldapp.app.definition import AppDef, TableDef
from fieldapp.data import person
from fieldapp.fields import BUILT_IN, of
from fieldapp.formula.world import Record


class Reference:
    """`files` are the canonical rows of each table, as the bundle carries them."""

    def __init__(self, app: AppDef, files: Mapping[str, bytes]) -> None:
        self.app = app
        self._files = files
        self._read: dict[str, Mapping[str, Record]] = {}

    def rows(self, table: str) -> Mapping[str, Record]:
        """Records by id, in the order of the file."""
        if table not in self._read:
            text = self._files.get(table, b"").decode()
            definition = person.TABLE if table == person.PERSON else self.app.tables[table]
            rows = csv.DictReader(io.StringIO(text, newline=""))
            self._read[table] = {row["id"]: self._record(definition, row) for row in rows}
        return self._read[table]

    def _record(self, table: TableDef, row: Mapping[str, str]) -> Record:
        values = {field.name: of(field.type).from_json(row.get(field.name), self.app, field) for field in table.fields}
        return {**blank(table), **values, "id": row["id"], "owner": row.get("owner") or None}


def blank(table: TableDef) -> dict[str, Any]:
    """A record in which nothing is filled in."""
    fields: dict[str, Any] = {field.name: [] if field.type == "lines" else None for field in table.fields}
    return {**dict.fromkeys(BUILT_IN), **fields}
