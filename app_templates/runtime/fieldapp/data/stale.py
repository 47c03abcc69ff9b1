"""What a bundle changes of the rows, titles and index that are stored already: most releases change nothing of them.

A release with other words on its screens opens at once then, and new prices leave 100,000 accounts alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.bundle.seal import SEAL
from fieldapp.data.shape import Shape
from fieldapp.unchanging import unchanging

_KEY = "content"
_ONLY_ON_SCREENS = frozenset({"version", "brand", "name", "views", "pact"})
"""Keys of app.json that no row, title or entry of the index is made of; what isn't listed counts."""
_ONLY_THERE = ("brand/", "pictures/", "strings/", "data/", "app.json")
"""Files of the bundle that don't count as they are: screens show them, or they are looked at below."""


@unchanging
class Stale:
    """Names of the tables whose reference rows are another file's, and of those whose titles and index are to be made
    anew. `content` says what they are made of now."""

    rows: frozenset[str]
    titles: frozenset[str]
    content: Mapping[str, str]


def stale(connection: sqlite3.Connection, app: AppDef, shapes: Mapping[str, Shape], bundle: Path) -> Stale:
    """What has to be made anew to fit `bundle`."""
    stored = connection.execute("SELECT value FROM kv WHERE key = ?", (_KEY,)).fetchone()
    before: dict[str, str] = json.loads(stored[0]) if stored else {}
    content = _content(app, bundle)
    if before.get("") != content[""]:
        return Stale(frozenset(shapes), frozenset(shapes), content)
    rows = frozenset(name for name in shapes if before.get(name) != content.get(name))
    return Stale(rows, _following(shapes, rows), content)


def remember(connection: sqlite3.Connection, content: Mapping[str, str]) -> None:
    """Everything is stored as `content` has it."""
    connection.execute("INSERT OR REPLACE INTO kv VALUES (?, ?)", (_KEY, json.dumps(content)))


def _content(app: AppDef, bundle: Path) -> dict[str, str]:
    """By reference table the digest of its file, and under "" that of everything else that counts."""
    files: Mapping[str, str] = json.loads((bundle / SEAL).read_bytes())["files"]
    declared = json.loads((bundle / "app.json").read_bytes())
    shown = set(_labels(app))
    counts = [
        {path: digest for path, digest in files.items() if not path.startswith(_ONLY_THERE)},
        {key: value for key, value in declared.items() if key not in _ONLY_ON_SCREENS},
        {language: {k: t for k, t in texts.items() if k not in shown} for language, texts in app.strings.items()},
    ]
    own = {Path(path).stem: digest for path, digest in files.items() if path.startswith("data/")}
    return {**own, "": sha256(json.dumps(counts, sort_keys=True).encode()).hexdigest()}


def _labels(app: AppDef) -> Iterator[str]:
    """Keys of the words that stand on screens only. Those of options are in the index and in titles."""
    yield app.name
    for table in app.tables.values():
        yield from (table.label, table.labels, *table.counted.values())
        yield from (section.label for section in table.sections)
        yield from _labels_of(table.fields)
    yield from (view.label for view in app.views)


def _labels_of(declared: Sequence[FieldDef]) -> Iterator[str]:
    for field in declared:
        yield field.label
        if field.hint:
            yield field.hint
        yield from _labels_of(field.fields)


def _following(shapes: Mapping[str, Shape], rows: frozenset[str]) -> frozenset[str]:
    """These tables, and all that speak of one of them."""
    found = set(rows)
    read = {name: frozenset(_read(shape)) for name, shape in shapes.items()}
    while more := {name for name in shapes if name not in found and read[name] & found}:
        found |= more
    return frozenset(found)


def _read(shape: Shape) -> Iterator[str]:
    """The tables that the titles and the index of a table speak of."""
    yield from (dep.removeprefix("table:") for dep in shape.definition.title.deps if dep.startswith("table:"))
    yield from _searched(shape.definition.fields)


def _searched(declared: Sequence[FieldDef]) -> Iterator[str]:
    for field in declared:
        if field.search and field.to:
            yield field.to
        yield from _searched(field.fields)
