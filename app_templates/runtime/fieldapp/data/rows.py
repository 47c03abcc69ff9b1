"""Reading and writing the rows of one record: typed values on one side, SQL on the other, canonical JSON between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fieldapp.data.database import quoted
from fieldapp.data.ids import new_id
from fieldapp.data.shape import Column, Lines, Shape

Doc = dict[str, Any]
"""A record as canonical JSON values, lines as lists of such."""


def to_doc(columns: Sequence[Column], lines: Sequence[Lines], values: Mapping[str, Any]) -> Doc:
    """The canonical JSON of the fields that `values` names; a row without an id gets one."""
    doc = {column.name: column.to_json(values[column.name]) for column in columns if column.name in values}
    for part in lines:
        if part.name in values:
            doc[part.name] = [
                {"id": row.get("id") or new_id(), **to_doc(part.columns, part.lines, _whole(part, row))}
                for row in values[part.name] or ()
            ]
    return doc


def from_doc(columns: Sequence[Column], lines: Sequence[Lines], doc: Mapping[str, Any]) -> dict[str, Any]:
    """The typed record of a whole doc."""
    values = {column.name: column.from_json(doc[column.name]) for column in columns}
    for part in lines:
        values[part.name] = [{"id": row["id"], **from_doc(part.columns, part.lines, row)} for row in doc[part.name]]
    return values


def _whole(part: Lines, row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` with every field of its lines: what a row leaves out is blank, as rows are replaced and never merged."""
    return {**dict.fromkeys(column.name for column in part.columns), **{p.name: [] for p in part.lines}, **row}


def read_doc(connection: sqlite3.Connection, shape: Shape, key: str) -> Doc | None:
    """The stored record with its lines; None where there is none."""
    columns = (*shape.builtin, *shape.columns)
    found = connection.execute(f"SELECT {_names(columns)} FROM {quoted(shape.table)} WHERE id = ?", (key,)).fetchone()
    if found is None:
        return None
    doc = columns_doc(columns, found, key)
    for part in shape.lines:
        doc[part.name] = _read_lines(connection, part, " WHERE _record = ?", (key,)).get((key, key), [])
    return doc


IN_ORDER = " ORDER BY record._line, record._row"
"""The order of a table: as its file has them, or as they were made."""


def read_docs(
    connection: sqlite3.Connection, shape: Shape, tail: str = IN_ORDER, values: tuple[Any, ...] = ()
) -> list[Doc]:
    """Stored records with their lines: one query a table. `tail` follows FROM and may say which and in what order."""
    columns = (*shape.builtin, *shape.columns)
    source = f"FROM {quoted(shape.table)} AS record{tail}"
    docs = [
        columns_doc(columns, row, row[0])
        for row in connection.execute(f"SELECT {_names(columns)} {source}", values).fetchall()
    ]
    only = "" if tail == IN_ORDER else f" WHERE _record IN (SELECT id {source})"
    for part in shape.lines if docs else ():
        rows = _read_lines(connection, part, only, values)
        for doc in docs:
            doc[part.name] = rows.get((doc["id"], doc["id"]), [])
    return docs


def columns_doc(columns: Sequence[Column], found: Sequence[Any], key: str) -> Doc:
    """One row of a SELECT over `columns`, of the record with that id (or of a row of lines, see `Column.write`)."""
    return {column.name: column.read(value, key) for column, value in zip(columns, found, strict=True)}


def without_sealed(part: Shape | Lines, values: Mapping[str, Any]) -> dict[str, Any]:
    """A record, typed or not, with blanks for what is sealed: all that titles, indexes and sums may be made of."""
    found = dict(values)
    found |= {column.name: None for column in part.columns if column.seal is not None and column.name in found}
    for inner in part.lines:
        if found.get(inner.name):
            found[inner.name] = [without_sealed(inner, row) for row in found[inner.name]]
    return found


def write_doc(connection: sqlite3.Connection, shape: Shape, doc: Doc, title: str, lines: Iterable[str]) -> int:
    """Stores the record's own row, and the lines fields named in `lines`. Returns the row's number for the index."""
    columns = (*shape.builtin, *shape.columns)
    names = _names(columns)
    updates = ", ".join(f"{quoted(c.name)} = excluded.{quoted(c.name)}" for c in columns if c.name != "id")
    statement = (
        f"INSERT INTO {quoted(shape.table)} ({names}, _title) VALUES ({'?, ' * len(columns)}?)"
        f" ON CONFLICT (id) DO UPDATE SET {updates}, _title = excluded._title RETURNING _row"
    )
    values = [column.write(doc[column.name], doc["id"]) for column in columns]
    (row,) = connection.execute(statement, [*values, title]).fetchone()
    replaced = set(lines)
    for part in shape.lines:
        if part.name in replaced:
            _write_lines(connection, part, doc["id"], {doc["id"]: doc[part.name]})
    return int(row)


def _write_lines(connection: sqlite3.Connection, part: Lines, record: str, rows: Mapping[str, list[Doc]]) -> None:
    """Replaces a record's rows of one lines field; `rows` are by the row or record they stand in."""
    table = quoted(part.table)
    connection.execute(f"DELETE FROM {table} WHERE _record = ?", (record,))
    inserts = [
        (record, parent, position, row["id"], *_written(part.columns, row, f"{record}/{row['id']}"))
        for parent, of_parent in rows.items()
        for position, row in enumerate(of_parent)
    ]
    names = ", ".join(["_record", "_parent", "_position", "id", *(quoted(column.name) for column in part.columns)])
    places = ", ".join("?" * (4 + len(part.columns)))
    connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", inserts)
    for deeper in part.lines:
        inner = {row["id"]: row[deeper.name] for of_parent in rows.values() for row in of_parent}
        _write_lines(connection, deeper, record, inner)


def _read_lines(
    connection: sqlite3.Connection, part: Lines, where: str, key: tuple[Any, ...]
) -> dict[tuple[str, str], list[Doc]]:
    """The rows of one lines field in their order, by their record and the row (or that record) they stand in."""
    names = ", ".join(["_record", "_parent", "id", *(quoted(column.name) for column in part.columns)])
    rows: dict[tuple[str, str], list[Doc]] = {}
    query = f"SELECT {names} FROM {quoted(part.table)}{where} ORDER BY _record, _position"
    for record, parent, id_, *found in connection.execute(query, key):
        rows.setdefault((record, parent), []).append({"id": id_, **columns_doc(part.columns, found, f"{record}/{id_}")})
    for deeper in part.lines:
        inner = _read_lines(connection, deeper, where, key)
        for (record, _), of_parent in rows.items():
            for row in of_parent:
                row[deeper.name] = inner.get((record, row["id"]), [])
    return rows


def _written(columns: Sequence[Column], row: Doc, key: str) -> list[Any]:
    return [column.write(row[column.name], key) for column in columns]


def _names(columns: Sequence[Column]) -> str:
    return ", ".join(quoted(column.name) for column in columns)
