"""The search index: what a record can be found by, one text a record, words matched from their beginning."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.data.database import quoted
from fieldapp.data.rows import Doc
from fieldapp.data.shape import Shape

TitleOf = Callable[[str, str], str]
"""The title of the record behind a link, by table and id."""


def text_of(app: AppDef, shape: Shape, doc: Doc, title: str, title_of: TitleOf) -> str:
    """The title and every field marked `search`; of choices the labels in all languages, of links the title."""
    parts = [title, *_parts(app, shape.definition.fields, doc, title_of)]
    return unicodedata.normalize("NFC", "\n".join(parts))


def _parts(app: AppDef, declared: Sequence[FieldDef], doc: Mapping[str, object], title_of: TitleOf) -> Iterator[str]:
    for field in declared:
        value = doc.get(field.name)
        if field.type == "lines" and isinstance(value, list):
            for row in value:
                yield from _parts(app, field.fields, row, title_of)
        elif field.search and value is not None:
            values = value if isinstance(value, list) else [value]
            labels = {option.value: option.label for option in field.options}
            for one in map(str, values):
                if one in labels:
                    yield from (texts.get(labels[one], one) for texts in app.strings.values())
                else:
                    yield title_of(field.to, one) if field.to else one


def put_all(connection: sqlite3.Connection, shape: Shape, entries: Iterable[tuple[int, str]]) -> None:
    """Sets what the rows with these numbers can be found by."""
    connection.executemany(f"INSERT OR REPLACE INTO {quoted(shape.search)} (rowid, text) VALUES (?, ?)", entries)


def remove(connection: sqlite3.Connection, shape: Shape, row: int) -> None:
    connection.execute(f"DELETE FROM {quoted(shape.search)} WHERE rowid = ?", (row,))


def query_of(typed: str) -> str:
    """What a person typed, as an FTS5 query: every word must begin a word of the record. "" where no word is left.

    Words are quoted, so nothing typed can be read as an operator of FTS5, and FTS5 itself splits `12-b` as it did
    in the record.
    """
    words = unicodedata.normalize("NFC", typed).replace("\0", " ").replace('"', " ").split()
    return " ".join(f'"{word}"*' for word in words if any(map(str.isalnum, word)))
