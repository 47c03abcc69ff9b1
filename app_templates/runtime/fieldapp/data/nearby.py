"""Lists by distance: a box around the person that grows until it holds a page, then the exact distances in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fieldapp.app.definition import FieldDef, TableDef
from fieldapp.data.database import Database, quoted
from fieldapp.data.listing import Entry, Listing, Wanted
from fieldapp.data.push.places import PREFIX, latitude, longitude
from fieldapp.formula.functions.places import RADIUS, metres

FIRST_METRES: Final = 250.0
GROWTH: Final = 4
"""Four times as far is sixteen times the ground: a few steps from a street to a country."""
_FARTHEST: Final = math.pi * RADIUS
_MARGIN: Final = 1.001
"""A box is a little larger than its circle, so that rounding leaves nothing out."""


@dataclass(frozen=True, slots=True)
class Near:
    """An entry and how far away it is."""

    entry: Entry
    metres: float


@dataclass(frozen=True, slots=True)
class NearPage:
    """A stretch of a list by distance, and whether there is more. Records without a place aren't in it."""

    rows: Sequence[Near]
    more: bool


def place_field(table: TableDef) -> FieldDef | None:
    """The field that says where the records of a table are: its first location."""
    return next((field for field in table.fields if field.type == "location"), None)


class Nearby:
    """Queries by distance over the same records as `listing`."""

    def __init__(self, database: Database, listing: Listing) -> None:
        self._database = database
        self._listing = listing

    def page(self, wanted: Wanted, place: FieldDef, origin: Mapping[str, Any], offset: int, limit: int) -> NearPage:
        """The nearest records that are `wanted`; those equally far in their usual order."""
        north, east = float(origin["latitude"]), float(origin["longitude"])
        needed, reach = offset + limit + 1, FIRST_METRES
        while True:
            found = self._within(wanted, place.name, north, east, reach)
            if len(found) >= needed or reach >= _FARTHEST:
                break
            reach *= GROWTH if found else GROWTH * GROWTH
        shown = found[offset : offset + limit]
        far = {key: away for away, _, key in shown}
        entries = self._listing.entries(wanted.seen, wanted.shape.name, list(far))
        return NearPage([Near(entry, far[entry.id]) for entry in entries], len(found) > offset + limit)

    def _within(
        self, wanted: Wanted, column: str, north: float, east: float, reach: float
    ) -> list[tuple[float, int, str]]:
        """Distance, row and id of all that is wanted within so many metres, the nearest first."""
        lat, lon = latitude(column, "record"), longitude(column, "record")
        box, values = box_around(north, east, reach, lat, lon)
        table, index = quoted(wanted.shape.table), quoted(f"{PREFIX}{wanted.shape.name}.{column}")
        conditions = [box]
        if wanted.query:
            found = quoted(wanted.shape.search)
            conditions.append(f"record._row IN (SELECT rowid FROM {found} WHERE text MATCH ?)")
            values.append(wanted.query)
        if wanted.part:
            conditions.append(wanted.part.sql)
            values.extend(wanted.part.values)
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT record.id, record._row, {lat}, {lon} FROM {table} AS record INDEXED BY {index}"
                f" WHERE {' AND '.join(conditions)}",
                values,
            ).fetchall()
        kept = self._listing.kept(wanted, [row[0] for row in rows]) if wanted.ask else None
        far = [
            (metres(north, east, at_north, at_east), row, key)
            for key, row, at_north, at_east in rows
            if kept is None or key in kept
        ]
        return sorted(each for each in far if each[0] <= reach or reach >= _FARTHEST)


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
