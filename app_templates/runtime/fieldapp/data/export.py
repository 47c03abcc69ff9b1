"""Records as CSV texts, safe to open in a spreadsheet. Whether people may have them is the policy's part."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from fieldapp.data.repository import Repository
from fieldapp.data.shape import Column, Lines


def csv_files(repository: Repository, table: str) -> dict[str, str]:
    """CSV text by name: `visit` with a row a record, `visit.lines` with a row each of its lines, and deeper ones.

    Values are in their canonical form. A row of lines begins with the id of the record or row it stands in.
    Restricted fields are left out, from the history too: a file would carry them off unsealed.
    """
    shape, records = repository.shape(table), repository.rows(table)
    columns = (*shape.builtin, *_open(shape.columns))
    header = [column.name for column in columns]
    files = {table: _csv(header, ([_cell(c, record[c.name]) for c in columns] for record in records))}
    for part in shape.lines:
        files |= _lines(f"{table}.{part.name}", part, [(record["id"], record[part.name]) for record in records])
    return files | _history(repository, table, [record["id"] for record in records])


def _lines(name: str, part: Lines, groups: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> dict[str, str]:
    def rows() -> Iterator[list[str]]:
        for parent, of_parent in groups:
            for row in of_parent:
                yield [parent, row["id"], *(_cell(column, row[column.name]) for column in columns)]

    columns = _open(part.columns)
    files = {name: _csv(["in", "id", *(column.name for column in columns)], rows())}
    for deeper in part.lines:
        inner = [(row["id"], row[deeper.name]) for _, of_parent in groups for row in of_parent]
        files |= _lines(f"{name}.{deeper.name}", deeper, inner)
    return files


_LOG = ("in", "made", "person", "name", "role", "kind", "move", "reason", "field", "before", "after")


def _history(repository: Repository, table: str, keys: Sequence[str]) -> dict[str, str]:
    """`visit.history`: each change of each record, oldest first, with a row a field; of lines how many rows."""
    shape = repository.shape(table)
    columns = {column.name: column for column in (*shape.builtin, *shape.columns)}
    sealed = {column.name for column in shape.columns} - {column.name for column in _open(shape.columns)}

    def text(field: str, value: Any) -> str:
        return _cell(columns[field], value) if field in columns else str(len(value or ()))

    def rows() -> Iterator[list[str]]:
        for key in keys:
            for entry in reversed(repository.history(table, key)):
                who = [_safe(str(entry.who[name] or "")) for name in ("id", "name", "role")]
                head = [key, entry.made.isoformat(), *who, entry.kind, entry.move or "", _safe(entry.reason or "")]
                told = [change for change in entry.changes if change.field not in sealed]
                fields = [[c.field, text(c.field, c.before), text(c.field, c.after)] for c in told]
                yield from ([*head, *each] for each in fields or [["", "", ""]])

    return {f"{table}.history": _csv(_LOG, rows())}


def _open(columns: Sequence[Column]) -> Sequence[Column]:
    return [column for column in columns if column.seal is None]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _cell(column: Column, value: Any) -> str:
    """Typed text that a spreadsheet would run as a formula gets a leading apostrophe, as Excel itself writes it."""
    text = column.to_text(value)
    return _safe(text) if column.kind.written else text


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
