"""How a table of the definition lies in SQLite: one real table, one more for each lines field.

Names: `t_visit` holds the records, `t_visit.lines` their lines, `s_visit.` the search index, whose dot keeps the
tables that SQLite makes for it (`s_visit._data`) apart from the index of another table. The prefix keeps a table
of an app apart from the store's own (`outbox`, `draft` …), and the leading underscore does so for columns.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fieldapp import fields
from fieldapp.app.definition import AppDef, FieldDef, TableDef
from fieldapp.data import person
from fieldapp.data.sealing import ClosedSeal, Seal, Seals
from fieldapp.fields import FieldType
from fieldapp.fields.reasons import REASONS, ReasonsType
from fieldapp.unchanging import unchanging

BUILTIN = (
    FieldDef("id", "text", "id", "id"),
    FieldDef("owner", "link", "owner", "owner", to="person"),
    FieldDef("created", "datetime", "created", "created"),
    FieldDef("edited", "datetime", "edited", "edited"),
    FieldDef("device", "text", "device", "device"),
    FieldDef("state", "text", "state", "state"),
)
"""What every record carries without being asked."""


@unchanging
class Column:
    """One stored field: typed value -> canonical JSON value (outbox, drafts, CSV) -> SQL value, and back."""

    name: str
    field: FieldDef
    kind: FieldType
    app: AppDef
    seal: Seal | None = None
    """Set where the value is restricted: SQL then sees it sealed, and can neither compare nor find it."""

    @property
    def declared(self) -> str:
        """The column's type in SQLite."""
        return self.kind.declared

    def to_json(self, value: Any) -> Any:
        return self.kind.to_json(value, self.app, self.field)

    def from_json(self, value: Any) -> Any:
        if value is None:  # in every type that has a column, and most values of most records
            return None
        return self.kind.from_json(value, self.app, self.field)

    def to_text(self, value: Any) -> str:
        return self.kind.to_text(value, self.app, self.field)

    def write(self, value: Any, record: str) -> Any:
        """Canonical JSON value -> what is stored in that record, or row of lines (`<record id>/<row id>`)."""
        plain = self.to_sql(value)
        return plain if self.seal is None or plain is None else self.seal.seal(plain, record)

    def read(self, stored: Any, record: str) -> Any:
        """The way back."""
        if stored is None:
            return None
        sealed = self.seal is not None and isinstance(stored, bytes)
        return self.from_sql(self.seal.open(stored, record) if self.seal is not None and sealed else stored)

    def to_sql(self, value: Any) -> Any:
        if value is None:
            return None
        if self.declared == "TEXT_JSON":
            return json.dumps(value, ensure_ascii=False)
        return int(value) if self.declared == "INTEGER_YES_NO" else value

    def from_sql(self, value: Any) -> Any:
        if value is None:
            return None
        declared = self.kind.declared
        if declared == "TEXT_JSON":
            return json.loads(value)
        return bool(value) if declared == "INTEGER_YES_NO" else value


@unchanging
class Lines:
    """A lines field: its rows are in `table`, each with its record, the row it stands in, and its position."""

    name: str
    table: str
    columns: tuple[Column, ...]
    lines: tuple[Lines, ...]


@unchanging
class Shape:
    """One table: `builtin` columns (the last holds the reasons), then `columns`, then `lines`."""

    definition: TableDef
    table: str
    search: str
    builtin: tuple[Column, ...]
    columns: tuple[Column, ...]
    lines: tuple[Lines, ...]
    seals: Seals | None = None

    @property
    def name(self) -> str:
        return self.definition.name

    @property
    def stored(self) -> frozenset[str]:
        """Names of the declared fields that hold a value."""
        return frozenset([*(column.name for column in self.columns), *(part.name for part in self.lines)])

    def sealed(self, key: str, doc: Mapping[str, Any]) -> Mapping[str, Any]:
        """A record's canonical JSON, or part of it, as it may leave memory."""
        return doc if self.seals is None else self.seals.sealed(self.name, key, doc)

    def opened(self, key: str, doc: Mapping[str, Any]) -> Mapping[str, Any]:
        """The way back."""
        return doc if self.seals is None else self.seals.opened(self.name, key, doc)

    def column(self, name: str) -> Column:
        return next(column for column in (*self.builtin, *self.columns) if column.name == name)


def shapes_of(app: AppDef, seals: Seals | None = None, closed: bool = False) -> Mapping[str, Shape]:
    """The shape of every table, by name; that of people last. Through `closed` ones sealed values read as blank."""
    sealing = _Sealing(seals, closed)
    return {table.name: _shape(app, table, sealing) for table in (*app.tables.values(), person.TABLE)}


@unchanging
class _Sealing:
    """What gives each field its seal."""

    seals: Seals | None
    closed: bool

    def of(self, path: str) -> Seal | None:
        seal = self.seals.at(path) if self.seals else None
        return ClosedSeal() if seal and self.closed else seal


def _shape(app: AppDef, table: TableDef, sealing: _Sealing) -> Shape:
    name = f"t_{table.name}"
    reasons = Column(REASONS, FieldDef(REASONS, "reasons", REASONS, REASONS), ReasonsType(), app)
    builtin = (*(_column(app, field) for field in BUILTIN), reasons)
    return Shape(table, name, f"s_{table.name}.", builtin, *_parts(app, table.fields, name, sealing), sealing.seals)


def _parts(
    app: AppDef, declared: tuple[FieldDef, ...], table: str, sealing: _Sealing
) -> tuple[tuple[Column, ...], tuple[Lines, ...]]:
    columns = tuple(_column(app, field, sealing.of(field.path)) for field in declared if _in_column(field))
    lines = tuple(
        Lines(field.name, f"{table}.{field.name}", *_parts(app, field.fields, f"{table}.{field.name}", sealing))
        for field in declared
        if field.type == "lines"
    )
    return columns, lines


def _column(app: AppDef, field: FieldDef, seal: Seal | None = None) -> Column:
    return Column(field.name, field, fields.kind_of(field), app, seal)


def _in_column(field: FieldDef) -> bool:
    return field.type != "lines" and fields.of(field.type).holds_value
