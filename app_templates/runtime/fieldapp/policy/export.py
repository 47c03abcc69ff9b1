"""Records as rows of a CSV file, where the policy lets people take them out of the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.data.shape import Column, Lines


def export_table(repository: Repository, table: str, lines: str | None = None) -> Iterator[list[str]]:
    """The header, then one row a record in canonical text; with `lines` one row for each row of that field.

    Raises `DataProblem` unless the policy says `export: true`: silence is a no.
    """
    if repository.app.policy.get("export") is not True:
        raise DataProblem("not_allowed")
    shape = repository.shape(table)
    if lines is None:
        return _records((*shape.builtin, *shape.columns), repository.rows(table))
    part = next(part for part in shape.lines if part.name == lines)
    return _rows(table, part, repository.rows(table))


def _records(columns: Sequence[Column], records: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    yield [column.name for column in columns]
    for record in records:
        yield [_cell(column, record[column.name]) for column in columns]


def _rows(table: str, part: Lines, records: Sequence[Mapping[str, Any]]) -> Iterator[list[str]]:
    yield [table, "id", *(column.name for column in part.columns)]
    for record in records:
        for row in record[part.name]:
            yield [record["id"], row["id"], *(_cell(column, row[column.name]) for column in part.columns)]


_TEXTS = frozenset({"text", "long_text", "email", "url"})


def _cell(column: Column, value: Any) -> str:
    """Typed text that a spreadsheet would run as a formula gets a leading apostrophe, as Excel itself writes it."""
    text = column.to_text(value)
    return f"'{text}" if column.field.type in _TEXTS and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
