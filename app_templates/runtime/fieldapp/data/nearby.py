"""Lists by distance: a box around the person that grows until it holds a page, then the exact distances in it."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.database import Database, quoted
from fieldapp.data.listing import Entry, Listing, Wanted
from fieldapp.data.push.places import PREFIX, latitude, longitude
from fieldapp.formula.functions.places import RADIUS, metres
from fieldapp.unchanging import unchanging

FIRST_METRES: Final = 250.0
GROWTH: Final = 4
"""Four times as far is sixteen times the ground: a few steps from a street to a country."""
_FARTHEST: Final = math.ceil(math.pi * RADIUS)
FEW: Final = 2_000
"""So many distances are worked out in a few milliseconds."""
_MARGIN: Final = 1.001
"""A box is a little larger than its circle, so that rounding leaves nothing out."""

_Place = tuple[str, int, float, float]
"""Id, row, latitude and longitude of a record."""
_Found = tuple[float, int, str]
"""How far away a record is, its row and its id."""


@unchanging
class Near:
    """An entry and how far away it is."""

    entry: Entry
    metres: float


@unchanging
class NearPage:
    """A stretch of a list by distance, and whether there is more. Records without a place aren't in it."""

    rows: Sequence[Near]
    more: bool


def place_field(table: TableDef, sealed: Collection[str] = ()) -> FieldDef | None:
    """The field that says where the records of a table are: its first location that isn't `sealed`."""
    return next((field for field in table.fields if field.type == "location" and field.name not in sealed), None)


class Nearby:
    """Queries by distance over the same records as `listing`."""

    def __init__(self, database: Database, listing: Listing) -> None:
        self._database = database
        self._listing = listing

    def page(self, wanted: Wanted, place: FieldDef, origin: Mapping[str, Any], offset: int, limit: int) -> NearPage:
        """The nearest records that are `wanted`; those equally far in their usual order."""
        north, east = float(origin["latitude"]), float(origin["longitude"])
        found = self._nearest(wanted, place.name, north, east, offset + limit + 1)
        shown = found[offset : offset + limit]
        far = {key: away for away, _, key in shown}
        entries = self._listing.entries(wanted.seen, wanted.shape.name, list(far))
        return NearPage([Near(entry, far[entry.id]) for entry in entries], len(found) > offset + limit)

    def _nearest(self, wanted: Wanted, column: str, north: float, east: float, needed: int) -> list[_Found]:
        """Distance, row and id of the nearest ones, so many at least where there are so many."""
        if (wanted.query or wanted.part) and (few := self._few(wanted, column)) is not None:
            return sorted(self._measured(wanted, north, east, few))
        matches, reach = self._matches(wanted), FIRST_METRES
        while True:
            rows = self._inside(wanted, column, north, east, reach)
            if matches is not None:
                rows = [row for row in rows if row[1] in matches]
            found = [each for each in self._measured(wanted, north, east, rows) if each[0] <= reach]
            if len(found) >= needed or reach >= _FARTHEST:
                return sorted(found)
            reach = min(reach * (GROWTH if found else GROWTH * GROWTH), _FARTHEST)

    def _measured(self, wanted: Wanted, north: float, east: float, rows: Sequence[_Place]) -> list[_Found]:
        kept = self._listing.kept(wanted, [row[0] for row in rows]) if wanted.ask else None
        return [
            (metres(north, east, at_north, at_east), row, key)
            for key, row, at_north, at_east in rows
            if kept is None or key in kept
        ]

    def _few(self, wanted: Wanted, column: str) -> list[_Place] | None:
        """Everything that SQL finds with a place, where it is little enough to measure; else None."""
        source, values = self._listing.source(wanted)
        lat, lon = latitude(column, "record"), longitude(column, "record")
        statement = f"SELECT record.id, record._row, {lat}, {lon} {source} LIMIT ?"
        with self._database.read() as connection:
            rows = connection.execute(statement, [*values, FEW + 1]).fetchall()
        return [row for row in rows if row[2] is not None] if len(rows) <= FEW else None

    def _matches(self, wanted: Wanted) -> set[int] | None:
        """Rows that hold what was typed: asked once, since each box would ask again."""
        if not wanted.query:
            return None
        statement = f"SELECT rowid FROM {quoted(wanted.shape.search)} WHERE text MATCH ?"
        with self._database.read() as connection:
            return {row for (row,) in connection.execute(statement, [wanted.query])}

    def _inside(self, wanted: Wanted, column: str, north: float, east: float, reach: float) -> list[_Place]:
        """What is in a box around the circle, whatever was typed. The index is named: SQLite would choose another."""
        lat, lon = latitude(column, "record"), longitude(column, "record")
        box, values = box_around(north, east, reach, lat, lon)
        table, index = quoted(wanted.shape.table), quoted(f"{PREFIX}{wanted.shape.name}.{column}")
        conditions = [box]
        if wanted.part:
            conditions.append(wanted.part.sql)
            values.extend(wanted.part.values)
        statement = (
            f"SELECT record.id, record._row, {lat}, {lon} FROM {table} AS record INDEXED BY {index}"
            f" WHERE {' AND '.join(conditions)}"
        )
        with self._database.read() as connection:
            return connection.execute(statement, values).fetchall()


def box_around(north: float, east: float, reach: float, lat: str, lon: str) -> tuple[str, list[Any]]:
    """A WHERE that holds for everything within `reach` metres, and for a little more, with its values.

    Near a pole all longitudes are near each other; a box over the edge of the map goes on at the other one.
    """
    angle = min(reach / RADIUS * _MARGIN, math.pi)
    up = math.degrees(angle)
    values: list[Any] = [north - up, north + up]
    condition = f"({lat} BETWEEN ? AND ?)"
    if abs(north) + up >= 90:
        return condition, values
    across = math.degrees(math.asin(min(math.sin(angle) / math.cos(math.radians(north)), 1.0))) * _MARGIN
    west, beyond = east - across, east + across
    if across >= 180:
        return condition, values
    if west < -180:
        return f"{condition} AND ({lon} <= ? OR {lon} >= ?)", [*values, beyond, west + 360]
    if beyond > 180:
        return f"{condition} AND ({lon} >= ? OR {lon} <= ?)", [*values, west, beyond - 360]
    return f"{condition} AND ({lon} BETWEEN ? AND ?)", [*values, west, beyond]
