"""A place as a value: degrees as decimals, how sure the device was in metres, and when it was asked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from fieldapp.fields.datetime import DatetimeType
from fieldapp.fields.numerals import as_decimal, canonical, tidy, to_places

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef

PLACES: Final = 6
"""Decimals of a degree that are kept: a tenth of a metre."""
COARSE_PLACES: Final = 2
COARSE_METRES: Final = Decimal(1000)
"""A hundredth of a degree is about a kilometre."""
_POINT = re.compile(r"\s*\(?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*(?:[,;]\s*|\s+)([+-]?\d{1,3}(?:\.\d+)?)\s*\)?\s*")
_COMMA = re.compile(r"\s*\(?\s*([+-]?\d{1,3}(?:,\d+)?)\s*(?:;\s*|,?\s+)([+-]?\d{1,3}(?:,\d+)?)\s*\)?\s*")

_INSTANT = DatetimeType()

Place = Mapping[str, Any]


def place(
    latitude: Any, longitude: Any, accuracy: Any = None, at: dt.datetime | None = None, *, exact: bool = True
) -> dict[str, Any]:
    """A place; ValueError where there is none on earth. What isn't `exact` is rounded to about a kilometre."""
    north, east = as_decimal(latitude), as_decimal(longitude)
    if not (north.is_finite() and east.is_finite() and abs(north) <= 90 and abs(east) <= 180):
        raise ValueError(f"no place on earth: {latitude}, {longitude}")
    decimals = PLACES if exact else COARSE_PLACES
    near = None if accuracy is None else to_places(max(as_decimal(accuracy), Decimal(0)), 0)
    if not exact:
        near = COARSE_METRES if near is None else max(near, COARSE_METRES)
    return {
        "latitude": tidy(to_places(north, decimals)),
        "longitude": tidy(to_places(east, decimals)),
        "accuracy": None if near is None else tidy(near),
        "at": None if at is None else at.replace(microsecond=at.microsecond // 1000 * 1000),
    }


def may_be_exact(policy: Mapping[str, Any]) -> bool:
    """Whether IT's policy lets the app keep exact places. Every bundle says; the tests of a spec have no policy."""
    return policy.get("exact_location") is not False


def read_place(text: str) -> dict[str, Any] | None:
    """A place as people write it: `59.33, 18.06`, or with decimal commas `59,33 18,06`. None where it is none."""
    found = _POINT.fullmatch(text) or _COMMA.fullmatch(text)
    if found is None:
        return None
    north, east = (part.replace(",", ".") for part in found.groups())
    try:
        return place(north.removeprefix("+"), east.removeprefix("+"))
    except ValueError:
        return None


def write_place(value: Place) -> str:
    """Degrees as maps take them, in every language: `59.33, 18.06`."""
    return f"{canonical(value['latitude'])}, {canonical(value['longitude'])}"


def place_to_json(value: Place | None, app: AppDef) -> dict[str, str | None] | None:
    """Decimals as text, because JSON's numbers are floats to most readers."""
    if value is None:
        return None
    near, at = value.get("accuracy"), value.get("at")
    return {
        "latitude": canonical(value["latitude"]),
        "longitude": canonical(value["longitude"]),
        "accuracy": None if near is None else canonical(near),
        "at": _INSTANT.to_json(at, app),
    }


def place_from_json(data: Any, app: AppDef) -> dict[str, Any] | None:
    """ValueError for what is no place."""
    if data is None:
        return None
    if not isinstance(data, dict) or not {"latitude", "longitude"} <= data.keys():
        raise ValueError(f"not a place: {data!r}")
    at = _INSTANT.from_json(data.get("at"), app)
    return place(data["latitude"], data["longitude"], data.get("accuracy"), at)
