"""Lists: one query a page, titles as they were stored, lines left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from fieldapp.app.definition import AppDef, Formula, ViewDef
from fieldapp.data import search
from fieldapp.data.access_search import holds_hidden_words, is_found
from fieldapp.data.changes import title_of
from fieldapp.data.database import Database, quoted
from fieldapp.data.push.condition import TRUE, Conditions, Part, both
from fieldapp.data.push.filtering import Filters
from fieldapp.data.records import typed as typed_record
from fieldapp.data.rows import columns_doc, read_docs, without_sealed
from fieldapp.data.schema import sort_key
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld
from fieldapp.formula.world import World
from fieldapp.unchanging import unchanging

NOTHING_CHOSEN: Final[Mapping[str, Any]] = MappingProxyType({})


@unchanging
class Entry:
    """One line of a list. `values` are typed and hold every field but lines; `title` is "" where the formula is."""

    id: str
    title: str
    values: Mapping[str, Any]


@unchanging
class Page:
    """A stretch of a list, and how many entries the whole list has."""

    rows: Sequence[Entry]
    total: int


@unchanging
class Wanted:
    """What is looked for among the records of a table that are in the world `seen`.

    `query` is what was typed, for the index; `part` what SQL can say of the rest, None where nothing is wanted.
    Where `ask` holds the rows that SQL finds are asked again: `where` after the `records` of a form, and the words of
    `unsure` in what this person sees.
    """

    shape: Shape
    seen: StoredWorld
    world: World
    query: str
    part: Part | None
    ask: bool
    unsure: str
    where: Formula | None
    records: Sequence[Mapping[str, Any]]


class Listing:
    """Queries over one app's tables."""

    def __init__(self, app: AppDef, database: Database, shapes: Mapping[str, Shape]) -> None:
        self._app = app
        self._database = database
        self._shapes = shapes
        self._filters = Filters(shapes)

    def wanted(
        self,
        seen: StoredWorld,
        world: World,
        table: str,
        typed: str,
        where: Formula | None = None,
        records: Sequence[Mapping[str, Any]] = (),
        chosen: Mapping[str, Any] = NOTHING_CHOSEN,
    ) -> Wanted:
        """Records that match what was typed to search, that `where` holds for after the `records` of a form, and that
        have the `chosen` values in these fields."""
        shape = self._shapes[table]
        query = search.query_of(typed)
        walked, readable = seen.walked(), seen.part(table)
        part = self._filters.part(world, shape, where, records, walked) if where else None
        unsure = typed if query and holds_hidden_words(shape, walked) else ""
        ask = readable is None or bool(unsure) or (where is not None and not (part and part.exact))
        if readable is not None and readable is not TRUE:
            part = both(readable, part) if part else readable
        if chosen and (narrowed := self._narrowed(shape, chosen)):
            part = both(narrowed, part) if part else narrowed
        return Wanted(shape, seen, world, query, part, ask, unsure, where, records)

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
        chosen: Mapping[str, Any] = NOTHING_CHOSEN,
        counted: bool = True,
    ) -> Page:
        """Entries of a table, or of a view with its filter and order, that are `wanted`.

        `where` is asked of each candidate after the `records` of a form; without one a view's own is. Not `counted`,
        the total is one more than has been read where there is more.
        """
        view = source if isinstance(source, ViewDef) else None
        where = where or (view.where if view else None)
        wanted = self.wanted(seen, world, view.of if view else str(source), typed, where, records, chosen)
        shape = wanted.shape
        source_sql, values = self.source(wanted)
        order = self._order(shape, view, "found.rowid" if wanted.query else "record._row", seen.walked())
        statement = f"SELECT {self._names(shape)} {source_sql} ORDER BY {order}"
        with self._database.read() as connection:
            if wanted.ask:
                found = connection.execute(statement, values).fetchall()
                kept = self.kept(wanted, [row[1] for row in found])
                found = [row for row in found if row[1] in kept]
                total = len(found)
                found = found[offset : offset + limit]
            else:
                found = connection.execute(f"{statement} LIMIT ? OFFSET ?", [*values, limit + 1, offset]).fetchall()
                total, found = offset + len(found), found[:limit]
                if counted:
                    total = self._total(connection, shape, wanted.query, wanted.part)
            return Page(self._entries(connection, seen, shape, found), total)

    def entries(self, seen: StoredWorld, table: str, keys: Sequence[str]) -> list[Entry]:
        """The entries of records, in the order of their ids; whether this person may read them was asked before."""
        shape = self._shapes[table]
        marks = ", ".join("?" * len(keys))
        statement = f"SELECT {self._names(shape)} FROM {quoted(shape.table)} AS record WHERE record.id IN ({marks})"
        with self._database.read() as connection:
            found = {row[1]: row for row in connection.execute(statement, list(keys))}
            rows = [found[key] for key in keys if key in found]
            return self._entries(connection, seen, shape, rows)

    def distinct(self, seen: StoredWorld, table: str, name: str, limit: int) -> list[Any]:
        """The values that a field has in the records of a world, in order and without blanks; at most `limit`."""
        shape, part = self._shapes[table], seen.part(table)
        column = shape.column(name)
        if column.seal is not None:
            return []
        if part is None:
            found = {record[name] for record in seen.rows(table)} - {None}
            return sorted(found, key=lambda value: str(value).casefold())[:limit]
        stored = f"record.{quoted(name)}"
        statement = f"SELECT DISTINCT {stored} FROM {quoted(shape.table)} AS record WHERE {part.sql}"
        order = f" AND {stored} IS NOT NULL ORDER BY {stored} COLLATE NOCASE LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(statement + order, [*part.values, limit]).fetchall()
        return [column.from_json(column.from_sql(value)) for (value,) in rows]

    def _names(self, shape: Shape) -> str:
        columns = ", ".join(f"record.{quoted(column.name)}" for column in (*shape.builtin, *shape.columns))
        return f"record._title, {columns}"

    def _entries(
        self, connection: sqlite3.Connection, seen: StoredWorld, shape: Shape, found: Sequence[Any]
    ) -> list[Entry]:
        """Rows of `_names` as entries."""
        columns = (*shape.builtin, *shape.columns)
        titles = self._titles(connection, seen, shape, [row[1] for row in found])
        entries = []
        for stored, *row in found:
            doc = columns_doc(columns, row, row[0])
            title = titles.get(doc["id"], "") if titles is not None else stored
            entries.append(Entry(doc["id"], title, {c.name: c.from_json(doc[c.name]) for c in columns}))
        return entries

    def _narrowed(self, shape: Shape, chosen: Mapping[str, Any]) -> Part | None:
        same = [("=", ("column", name), ("value", number)) for number, name in enumerate(chosen)]
        return Conditions(self._shapes, shape, list(chosen.values())).where(same)

    def _titles(
        self, connection: sqlite3.Connection, seen: StoredWorld, shape: Shape, keys: Sequence[str]
    ) -> Mapping[str, str] | None:
        """Titles as the person sees them, by id; None where none can hold words that are hidden from them."""
        walked = seen.walked()
        tables = [dep.removeprefix("table:") for dep in shape.definition.title.deps if dep.startswith("table:")]
        if walked is None or all(table in walked for table in tables):
            return None
        docs = read_docs(connection, shape, f" WHERE id IN ({', '.join('?' * len(keys))})", tuple(keys))
        told = [without_sealed(shape, doc) for doc in docs]
        return {doc["id"]: title_of(seen.closed, shape, typed_record(shape, doc)) for doc in told}

    def count(self, seen: StoredWorld, table: str) -> int:
        """How many records of a table are in a world."""
        part, shape = seen.part(table), self._shapes[table]
        if part is None:
            return len(seen.rows(table))
        with self._database.read() as connection:
            return self._total(connection, shape, "", None if part is TRUE else part)

    def source(self, wanted: Wanted) -> tuple[str, list[Any]]:
        """FROM and WHERE of what is wanted, with their values; the table is `record`."""
        return self._source(wanted.shape, wanted.query, wanted.part)

    def _source(self, shape: Shape, query: str, part: Part | None) -> tuple[str, list[Any]]:
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

    def kept(self, wanted: Wanted, keys: Sequence[str]) -> set[str]:
        """Of the records with these ids those that are wanted, asked one by one; one whose formula fails isn't."""
        if not wanted.ask or not keys:
            return set(keys)
        seen, shape, where = wanted.seen, wanted.shape, wanted.where
        known = {record["id"]: record for record in seen.rows(shape.name)}
        found = [known[key] for key in keys if key in known]
        if wanted.unsure:
            found = [r for r in found if is_found(self._app, seen, self._shapes, shape, r, wanted.unsure)]
        return {r["id"] for r in found if where is None or where.call(wanted.world, *wanted.records, r) is True}

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
        sort = [key for key in (view.sort if view else ()) if shape.column(key.removeprefix("-")).seal is None]
        keys = [self._sort(shape, key, self._shapes if walked is None else walked) for key in sort]
        return ", ".join([*keys, row if shape.definition.reference else f"{row} DESC"])

    def _sort(self, shape: Shape, key: str, walked: Mapping[str, Shape]) -> str:
        column = shape.column(key.removeprefix("-"))
        direction = " DESC" if key.startswith("-") else ""
        to = column.field.to
        if to is not None and to in walked:  # a link sorts as people read it, by the title of what it points to
            linked, key = quoted(self._shapes[to].table), quoted(column.name)
            return f"(SELECT _title FROM {linked} AS linked WHERE linked.id = record.{key}) COLLATE NOCASE{direction}"
        return sort_key(column, "record.") + direction
