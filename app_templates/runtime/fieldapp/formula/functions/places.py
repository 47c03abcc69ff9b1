"""Places on the earth: where the person is, and how far it is between two places."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from fieldapp.formula import coerce
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value, failed, invalid
from fieldapp.formula.world import World

RADIUS: Final = 6_371_009
"""Of the earth, in metres: the mean that geographers use."""
NO_PLACE: Final = invalid("A place has a latitude and a longitude.")


@function("Here() -> place", world=True)
def here(world: World) -> Value:
    """Where the person was when the app last asked the device; blank where it never did. It asks nothing itself.

    >>> IsBlank(Here())
    true
    """
    return world.here()


@function("Distance(place: record, other: record) -> number")
def distance(place: Any, other: Any) -> Value:
    """Metres between two places, straight over the ground; blank where one of them is.

    >>> Distance({latitude: 59.33, longitude: 18.06}, {latitude: 59.34, longitude: 18.06})
    1112
    """
    if place is None or other is None:
        return None
    one, two = _angles(place), _angles(other)
    if isinstance(one, ErrorValue) or isinstance(two, ErrorValue):
        return failed(one, two)
    return Decimal(round(metres(*one, *two)))


def metres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The haversine formula, over angles in degrees."""
    north, other_north = math.radians(latitude), math.radians(other_latitude)
    across = math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    up = math.sin((other_north - north) / 2) ** 2
    part = up + math.cos(north) * math.cos(other_north) * across
    return 2 * RADIUS * math.asin(math.sqrt(min(part, 1.0)))


def _angles(place: Mapping[str, Any]) -> tuple[float, float] | ErrorValue:
    found = []
    for name, most in (("latitude", 90), ("longitude", 180)):
        if (given := place.get(name)) is None:
            return NO_PLACE
        angle = coerce.number(given)
        if isinstance(angle, ErrorValue):
            return angle
        if not -most <= angle <= most:
            return invalid(f"A {name} is between -{most} and {most}.")
        found.append(float(angle))
    return found[0], found[1]
