"""Lists: one query a page, titles as they were stored, lines left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fieldapp.app.definition import AppDef, Formula, ViewDef
from fieldapp.data import search
from fieldapp.data.access_search import holds_hidden_words, is_found
from fieldapp.data.changes import title_of
from fieldapp.data.database import Database, quoted
from fieldapp.data.push.condition import TRUE, Part, both
from fieldapp.data.push.filtering import Filters
from fieldapp.data.records import typed as typed_record
from fieldapp.data.rows import columns_doc, read_docs
from fieldapp.data.schema import sort_key
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.formula.world import World


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list. `values` are typed and hold every field but lines; `title` is "" where the formula is."""

    id: str
    title: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, and how many entries the whole list has."""

    rows: Sequence[Entry]
    total: int


class Listing:
    """Queries over one app's tables."""

    def __init__(self, app: AppDef, database: Database, shapes: Mapping[str, Shape]) -> None:
        self._app = app
        self._database = database
        self._shapes = shapes
        self._filters = Filters(shapes)

    def page(
        self,
        seen: StoredWorld,
        world: World,
        source: str | ViewDef,
        typed: str,
        offset: int,
        limit: int,
        where: Formula | None = None,
        records: Sequence[Mapping[str, Any]] = (),
    ) -> Page:
        """Entries of a table, or of a view with its filter and order, that match what was typed to search.

        `where` is asked of each candidate after the `records` of a form; without one a view's own is. Only records
        that are in the world `seen` are listed.
        """
        view = source if isinstance(source, ViewDef) else None
        shape = self._shapes[view.of if view else str(source)]
        query = search.query_of(typed)
        columns = (*shape.builtin, *shape.columns)
        names = ", ".join(f"record.{quoted(column.name)}" for column in columns)
        where = where or (view.where if view else None)
        walked, readable = seen.walked(), seen.part(shape.name)
        part = self._filters.part(world, shape, where, records, walked) if where else None
        unsure = typed if query and holds_hidden_words(shape, walked) else ""
        ask = readable is None or bool(unsure) or (where is not None and not (part and part.exact))
        if readable is not None and readable is not TRUE:
            part = both(readable, part) if part else readable
        source_sql, values = self._source(shape, query, part)
        order = self._order(shape, view, "found.rowid" if query else "record._row", walked)
        statement = f"SELECT record._title, {names} {source_sql} ORDER BY {order}"
        with self._database.read() as connection:
            if ask:
                found = connection.execute(statement, values).fetchall()
                found = self._kept(seen, world, where, records, shape, found, unsure)
                total = len(found)
                found = found[offset : offset + limit]
            else:
                found = connection.execute(f"{statement} LIMIT ? OFFSET ?", [*values, limit, offset]).fetchall()
                total = self._total(connection, shape, query, part)
            titles = self._titles(connection, seen, shape, [row[1] for row in found])
        entries = []
        for stored, *row in found:
            doc = columns_doc(columns, row)
            title = titles.get(doc["id"], "") if titles is not None else stored
            entries.append(Entry(doc["id"], title, {c.name: c.from_json(doc[c.name]) for c in columns}))
        return Page(entries, total)

    def _titles(
        self, connection: sqlite3.Connection, seen: StoredWorld, shape: Shape, keys: Sequence[str]
    ) -> Mapping[str, str] | None:
        """Titles as the person sees them, by id; None where none can hold words that are hidden from them."""
        walked = seen.walked()
        tables = [dep.removeprefix("table:") for dep in shape.definition.title.deps if dep.startswith("table:")]
        if walked is None or all(table in walked for table in tables):
            return None
        docs = read_docs(connection, shape, f" WHERE id IN ({', '.join('?' * len(keys))})", tuple(keys))
        return {doc["id"]: title_of(seen, shape, typed_record(shape, doc)) for doc in docs}

    def count(self, seen: StoredWorld, table: str) -> int:
        """How many records of a table are in a world."""
        part, shape = seen.part(table), self._shapes[table]
        if part is None:
            return len(seen.rows(table))
        with self._database.read() as connection:
            return self._total(connection, shape, "", None if part is TRUE else part)

    def _source(self, shape: Shape, query: str, part: Part | None) -> tuple[str, list[Any]]:
        """FROM and WHERE, with their values."""
        source, values, conditions = f"FROM {quoted(shape.table)} AS record", [], []
        if query:  # the index first: SQLite would else look for each record of a condition in it
            found = f"{quoted(shape.search)} AS found"
            source = f"FROM {found} CROSS JOIN {quoted(shape.table)} AS record ON record._row = found.rowid"
            conditions.append("found.text MATCH ?")
            values.append(query)
        if part:
            conditions.append(part.sql)
            values.extend(part.values)
        return f"{source} WHERE {' AND '.join(conditions)}" if conditions else source, values

    def _kept(
        self,
        seen: StoredWorld,
        world: World,
        where: Formula | None,
        records: Sequence[Mapping[str, Any]],
        shape: Shape,
        found: list[Any],
        unsure: str,
    ) -> list[Any]:
        """The rows in `seen` that `where` holds for; one whose formula fails is left out."""
        known = {record["id"]: record for record in seen.rows(shape.name)} if found else {}
        found = [row for row in found if row[1] in known]
        if unsure:
            found = [r for r in found if is_found(self._app, seen, self._shapes, shape, known[r[1]], unsure)]
        return [row for row in found if where is None or where.call(world, *records, known[row[1]]) is True]

    def _total(self, connection: sqlite3.Connection, shape: Shape, query: str, part: Part | None) -> int:
        if query and not part:  # the index alone knows
            statement, values = f"SELECT count(*) FROM {quoted(shape.search)} WHERE text MATCH ?", [query]
        else:
            source, values = self._source(shape, query, part)
            statement = f"SELECT count(*) {source}"
        return int(connection.execute(statement, values).fetchone()[0])

    def _order(self, shape: Shape, view: ViewDef | None, row: str, walked: Mapping[str, Shape] | None) -> str:
        """The view's order, then what people expect: their own records newest first, reference data by title.

        Both are the order of `row`, see reference.py; SQLite walks it and stops at the end of the page.
        """
        keys = [
            self._sort(shape, key, self._shapes if walked is None else walked) for key in (view.sort if view else ())
        ]
        return ", ".join([*keys, row if shape.definition.reference else f"{row} DESC"])

    def _sort(self, shape: Shape, key: str, walked: Mapping[str, Shape]) -> str:
        column = shape.column(key.removeprefix("-"))
        direction = " DESC" if key.startswith("-") else ""
        to = column.field.to
        if to is not None and to in walked:  # a link sorts as people read it, by the title of what it points to
            linked, key = quoted(self._shapes[to].table), quoted(column.name)
            return f"(SELECT _title FROM {linked} AS linked WHERE linked.id = record.{key}) COLLATE NOCASE{direction}"
        return sort_key(column, "record.") + direction
