"""Reference rows that can't both be right: the same where they must differ, or valid on the same day for the same keys.

The compiler asks this of the files beside a spec, and the device of rows that came later.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from fieldapp.unchanging import unchanging

if TYPE_CHECKING:
    from fieldapp.app.definition import TableDef

Row = Mapping[str, Any]


@unchanging
class Clash:
    """`row` and `other` are ids, `fields` what they have in common. A row that ends before it starts is alone."""

    kind: Literal["same", "overlap", "ends_first"]
    row: str
    other: str
    fields: tuple[str, ...]


def clashes(table: TableDef, rows: Sequence[Row]) -> Iterator[Clash]:
    """Every clash, in the order of the rows. Days compare as dates or as ISO texts; blank ones are open."""
    yield from clashes_of(rows, table.valid, table.unique, table.alone)


def clashes_of(
    rows: Sequence[Row], valid: Sequence[str], unique: Sequence[str], alone: Sequence[Sequence[str]]
) -> Iterator[Clash]:
    """The same with the table's `valid` and `unique`, and the keys by which at most one row may count at a time."""
    if unique:
        yield from _same(rows, tuple(unique))
    if valid:
        starts, ends = valid
        for row in rows:
            if row[starts] and row[ends] and row[ends] < row[starts]:
                yield Clash("ends_first", row["id"], row["id"], (starts, ends))
    for keys in alone:
        yield from _overlaps(rows, tuple(keys), valid) if valid else _same(rows, tuple(keys))


def _same(rows: Sequence[Row], fields: tuple[str, ...]) -> Iterator[Clash]:
    seen: dict[tuple[Any, ...], str] = {}
    for row in rows:
        key = tuple(row[name] for name in fields)
        if key in seen:
            yield Clash("same", row["id"], seen[key], fields)
        else:
            seen[key] = row["id"]


def _overlaps(rows: Sequence[Row], keys: tuple[str, ...], valid: Sequence[str]) -> Iterator[Clash]:
    """Of the rows of each key, in the order of their first days, each is compared with the one that lasts longest."""
    starts, ends = valid
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in keys), []).append(row)
    for group in groups.values():
        if len(group) < 2:
            continue
        longest: Row | None = None
        for row in sorted(group, key=lambda row: (bool(row[starts]), row[starts] or "")):
            if longest is not None and not (longest[ends] and row[starts] and longest[ends] < row[starts]):
                yield Clash("overlap", row["id"], longest["id"], keys)
            if longest is None or (longest[ends] and (not row[ends] or row[ends] > longest[ends])):
                longest = row
