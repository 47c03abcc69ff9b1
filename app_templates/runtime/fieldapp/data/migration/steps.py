"""The steps from one release's tables to the next one's, inside the transaction that opens the store."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Mapping

from fieldapp.app.definition import AppDef
from fieldapp.app.history import StoredField, StoredTable
from fieldapp.data.database import quoted
from fieldapp.data.migration.conversion import Conversion
from fieldapp.data.migration.documents import Document
from fieldapp.data.migration.sealed import closed, opened, sealed_sql
from fieldapp.data.sealing import Seals
from fieldapp.fields.reasons import REASONS

Fields = Mapping[str, StoredField]
_DOCUMENTS = {"trash": "token", "base": "id", "draft": "id"}
"""The store's own tables that hold records as JSON, with what tells their rows apart within one table of the app."""


def migrate(connection: sqlite3.Connection, app: AppDef, stored: int, seals: Seals | None = None) -> None:
    """Walks every release after `stored`, so that skipping some of them makes no difference.

    Names and types change here; what is merely new is added afterwards, to fit the definition. Nothing is dropped: a
    value that the new type can't hold stays in a column of its own. Changes that wait for the hub keep the names of
    the release they were made under, which they carry with them.
    """
    versions = sorted(app.history)
    for before, after in itertools.pairwise(versions):
        if after > stored:
            step = _Step(connection, app, after, seals)
            for name, table in app.history[after].tables.items():
                step.table(app.history[before].tables, name, table)


class _Step:
    """From one release to the next."""

    def __init__(self, connection: sqlite3.Connection, app: AppDef, version: int, seals: Seals | None) -> None:
        self._seals = seals
        self._connection = connection
        self._app = app
        self._version = version

    def table(self, before: Mapping[str, StoredTable], name: str, table: StoredTable) -> None:
        source = table.renamed_from if table.renamed_from in before else name
        former = before.get(source or name)
        if former is None or source is None:
            return
        if source != name:
            self._rename_table(source, name, former)
        self._documents(source, name, former, table)
        self._reasons(source, name, Document(self._app, former.fields, table.fields))
        self._fields(f"t_{name}", former.fields, table.fields)
        if table.states and self._exists(f"t_{name}"):  # a process that is new begins where it begins
            begin = f"UPDATE {quoted(f't_{name}')} SET state = ? WHERE state IS NULL"
            self._connection.execute(begin, (table.states[0],))

    def _rename_table(self, source: str, name: str, former: StoredTable) -> None:
        if self._exists(f"t_{source}"):
            self._move(f"t_{source}", f"t_{name}", former.fields)
            for index in (f"s_{source}.", f"s_{source}"):  # without the dot in files of the first releases
                if self._exists(index):
                    self._make_room(f"s_{name}.")
                    self._connection.execute(f"ALTER TABLE {quoted(index)} RENAME TO {quoted(f's_{name}.')}")
                    break
        for own in self._with_a_table_column():
            self._connection.execute(f"UPDATE {quoted(own)} SET tbl = ? WHERE tbl = ?", (name, source))

    def _with_a_table_column(self) -> list[str]:
        """The store's own tables that name one of the app's; the outbox speaks of the past and keeps its names."""
        found = self._connection.execute(
            "SELECT name FROM sqlite_schema AS t WHERE type = 'table' AND name <> 'outbox' AND name NOT GLOB 't_*'"
            " AND name NOT GLOB 's_*' AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'tbl')"
        )
        return [name for (name,) in found.fetchall()]

    def _reasons(self, source: str, name: str, document: Document) -> None:
        table = quoted(f"t_{name}")
        if not self._exists(f"t_{name}") or REASONS not in self._columns(f"t_{name}"):
            return
        rows = self._connection.execute(f"SELECT _row, {REASONS} FROM {table} WHERE {REASONS} IS NOT NULL").fetchall()
        for row, stored in rows:
            written = json.dumps(document.reasons(json.loads(stored), source, name), ensure_ascii=False)
            self._connection.execute(f"UPDATE {table} SET {REASONS} = ? WHERE _row = ?", (written, row))

    def _move(self, source: str, target: str, fields: Fields) -> None:
        """A table, its index and those of the lines in it."""
        for column in self._columns(source):
            self._connection.execute(f"DROP INDEX IF EXISTS {quoted(f'i_{source}.{column}')}")
        self._make_room(target)
        self._connection.execute(f"ALTER TABLE {quoted(source)} RENAME TO {quoted(target)}")
        for name, field in fields.items():
            if field.type == "lines" and self._exists(f"{source}.{name}"):
                self._move(f"{source}.{name}", f"{target}.{name}", field.fields)

    def _fields(self, table: str, before: Fields, after: Fields) -> None:
        if not self._exists(table):
            return
        for name, field in after.items():
            source = field.renamed_from if field.renamed_from in before else name
            former = before.get(source or name)
            if former is None or source is None:
                continue
            if former.type == "lines" or field.type == "lines":
                if former.type == field.type:
                    if source != name:
                        self._move(f"{table}.{source}", f"{table}.{name}", former.fields)
                    self._fields(f"{table}.{name}", former.fields, field.fields)
                continue
            if source != name and source in self._columns(table):
                self._rename_column(table, source, name)
            if (former.type, former.to) != (field.type, field.to) and name in self._columns(table):
                self._convert(table, name, Conversion(self._app, name, (name, former), field))

    def _rename_column(self, table: str, source: str, name: str) -> None:
        if name in self._columns(table):  # left by a release before, whose field of that name went away
            self._aside(table, name)
        self._connection.execute(f"DROP INDEX IF EXISTS {quoted(f'i_{table}.{source}')}")
        self._connection.execute(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(source)} TO {quoted(name)}")

    def _convert(self, table: str, name: str, conversion: Conversion) -> None:
        kept = quoted(self._aside(table, name))
        place, new = quoted(table), quoted(name)
        self._connection.execute(f"ALTER TABLE {place} ADD COLUMN {new} {conversion.new.declared}")
        key = "_record || '/' || id" if "_record" in self._columns(table) else "id"
        query = f"SELECT _rowid_, {key}, {kept} FROM {place} WHERE {kept} IS NOT NULL"
        seal = self._seals.at(f"{table.removeprefix('t_')}.{name}") if self._seals else None
        made = [
            (sealed_sql(conversion, seal, value, record), row)
            for row, record, value in self._connection.execute(query).fetchall()
        ]
        self._connection.executemany(f"UPDATE {place} SET {new} = ? WHERE _rowid_ = ?", made)

    def _aside(self, table: str, name: str) -> str:
        """Renames a column out of the way and says what it is called now."""
        present, aside = self._columns(table), f"_was_{self._version}_{name}"
        while aside in present:
            aside += "_"
        self._connection.execute(f"DROP INDEX IF EXISTS {quoted(f'i_{table}.{name}')}")
        self._connection.execute(f"ALTER TABLE {quoted(table)} RENAME COLUMN {quoted(name)} TO {quoted(aside)}")
        return aside

    def _make_room(self, table: str) -> None:
        """A table that a release before left behind under this name steps aside."""
        if not self._exists(table):
            return
        aside = f"_was_{self._version}_{table}"
        self._connection.execute(f"ALTER TABLE {quoted(table)} RENAME TO {quoted(aside)}")

    def _documents(self, source: str, name: str, former: StoredTable, table: StoredTable) -> None:
        step = Document(self._app, former.fields, table.fields)
        for own, key in _DOCUMENTS.items():
            found = self._connection.execute(f"SELECT {key}, doc FROM {own} WHERE tbl = ?", (name,)).fetchall()
            for row_key, doc in found:
                stored = json.loads(doc)
                read = opened(self._seals, own, source, row_key, stored)
                made = step.draft(read, source, name) if own == "draft" else step.record(read, source, name)
                if made != read:
                    kept = closed(self._seals, own, name, row_key, made)
                    update = f"UPDATE {own} SET doc = ? WHERE tbl = ? AND {key} = ?"
                    self._connection.execute(update, (json.dumps(kept, ensure_ascii=False), name, row_key))

    def _exists(self, table: str) -> bool:
        return bool(self._connection.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone())

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self._connection.execute(f"PRAGMA table_info({quoted(table)})").fetchall()]
