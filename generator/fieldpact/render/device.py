"""What an app asks of the phone: only for the types of fields that it has."""

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


def device_values(types: Collection[str]) -> dict[str, Any]:
    """The values of pyproject's template that say which packages and permissions the app needs."""
    needed = [type_ for type_ in _PERMISSIONS if type_ in types]
    unasked = [f'"android.permission.{name}" = false' for type_ in needed for name in _BROUGHT_ALONG[type_]]
    return {
        "locates": "location" in needed,
        "scans": "barcode" in needed,
        "permissions": json.dumps([_PERMISSIONS[type_] for type_ in needed]) if needed else "",
        "unasked": "\n".join(unasked),
    }
