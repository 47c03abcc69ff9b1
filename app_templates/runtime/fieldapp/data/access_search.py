"""Search where records hold words of others that the person may not read.

The index has one text for a record, with the titles of what it links to, whoever asks. Where some of those may be
hidden from the person, what the index found is looked at again in the words that this person sees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.data import search
from fieldapp.data.changes import title_of
from fieldapp.data.rows import without_sealed
from fieldapp.data.shape import Shape
from fieldapp.data.world import StoredWorld

_WORD = re.compile(r"[^\W_]+")


def holds_hidden_words(shape: Shape, walked: Mapping[str, Shape] | None) -> bool:
    """Whether texts of records may hold words of tables that the person may not read all of."""
    if walked is None:
        return False
    tables = [dep.removeprefix("table:") for dep in shape.definition.title.deps if dep.startswith("table:")]
    return any(table not in walked for table in (*tables, *_searched(shape.definition.fields)))


def is_found(
    app: AppDef, seen: StoredWorld, shapes: Mapping[str, Shape], shape: Shape, record: Mapping[str, Any], typed: str
) -> bool:
    """Whether every word typed begins a word of the record as the person sees it."""

    def title(table: str, key: str) -> str:
        linked = closed.record(table, key)
        return title_of(closed, shapes[table], linked) if linked and table in shapes else ""

    closed, told = seen.closed, without_sealed(shape, record)
    words = _words(search.text_of(app, shape, told, title_of(closed, shape, told), title))
    return all(_stands_in(words, _words(wanted)) for wanted in typed.split())


def _searched(fields: Sequence[FieldDef]) -> Iterator[str]:
    """The tables whose titles searchable links bring into the text."""
    for field in fields:
        if field.search and field.to is not None:
            yield field.to
        yield from _searched(field.fields)


def _words(text: str) -> list[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _WORD.findall(plain.casefold())


def _stands_in(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words wanted follow each other there, the last one from its beginning."""
    if not wanted:
        return True
    *whole, last = wanted
    places = range(len(words) - len(whole))
    return any(list(words[at : at + len(whole)]) == whole and words[at + len(whole)].startswith(last) for at in places)
