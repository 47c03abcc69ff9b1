"""What an app asks of the phone: only for the types of fields that it has, and no more than its policy lets it."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

_PERMISSIONS = {"location": "location", "barcode": "camera"}
_BROUGHT_ALONG = {
    "location": ("ACCESS_BACKGROUND_LOCATION",),
    "barcode": ("READ_EXTERNAL_STORAGE", "WRITE_EXTERNAL_STORAGE", "RECORD_AUDIO"),
}
"""Permissions of Android that come with the packages behind a type and that the app has no use for."""
_FINE = "ACCESS_FINE_LOCATION"
_WHY_PLACE = "Your place is put into what you fill in when you tap, never while the app is closed."
"""Apple's devices say it when they ask; the app itself has said more in the person's language by then."""


def device_values(types: Collection[str], *, exact: bool = True) -> dict[str, Any]:
    """The values of pyproject's template that say which packages and permissions the app needs.

    Unless places may be `exact`, the device itself is asked for a rough one only.
    """
    needed = [type_ for type_ in _PERMISSIONS if type_ in types]
    unasked = [name for type_ in needed for name in _BROUGHT_ALONG[type_]]
    locates = "location" in needed
    if locates and not exact:
        unasked.append(_FINE)
    tables = [f'"android.permission.{name}" = false' for name in unasked]
    if locates:
        tables += ["", "[tool.flet.ios.info]", *_apple(exact)]
    return {
        "locates": locates,
        "scans": "barcode" in needed,
        "permissions": json.dumps([_PERMISSIONS[type_] for type_ in needed]) if needed else "",
        "unasked": "\n".join(tables),
    }


def _apple(exact: bool) -> list[str]:
    """Apple's words for a place are two, and Flet brings one that speaks of always: both say when it is used."""
    why = json.dumps(_WHY_PLACE)
    said = [f"NSLocation{when}UsageDescription = {why}" for when in ("WhenInUse", "AlwaysAndWhenInUse")]
    return said if exact else [*said, "NSLocationDefaultAccuracyReduced = true"]
