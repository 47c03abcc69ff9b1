"""Where things are, in SQL: the degrees of a location as numbers with an index, for lists of what is near."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Final

from fieldapp.data.database import quoted
from fieldapp.data.shape import Shape

PREFIX: Final = "near_"
METRES_PER_DEGREE: Final = 111_195
"""Of latitude. Of longitude it is that times the cosine of the latitude."""


def latitude(column: str, row: str = "") -> str:
    """The latitude of a location column as a number: an expression that SQLite finds in the index letter by letter."""
    return _degree(column, "latitude", row)


def longitude(column: str, row: str = "") -> str:
    """The longitude of a location column as a number."""
    return _degree(column, "longitude", row)


def keep_place_indexes(connection: sqlite3.Connection, shapes: Mapping[str, Shape]) -> None:
    """An index over both for each location of a table, and none for a column that is no location any more."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ?", (f"{PREFIX}*",))
    there = {name for (name,) in found.fetchall()}
    wanted = {
        f"{PREFIX}{shape.name}.{column.name}": (shape.table, column.name)
        for shape in shapes.values()
        for column in shape.columns
        if column.field.type == "location" and column.seal is None
    }
    for name in there - wanted.keys():
        connection.execute(f"DROP INDEX {quoted(name)}")
    for name in wanted.keys() - there:
        table, column = wanted[name]
        columns = f"{latitude(column)}, {longitude(column)}"
        connection.execute(f"CREATE INDEX {quoted(name)} ON {quoted(table)} ({columns})")


def _degree(column: str, part: str, row: str) -> str:
    stands = f"{row}.{quoted(column)}" if row else quoted(column)
    return f"CAST(json_extract({stands}, '$.{part}') AS REAL)"
