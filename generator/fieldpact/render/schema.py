"""The shape of stored records, kept with every release from the first day: schema/NNNN.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.render.jsons import to_json


def schema_of(app: App) -> dict[str, Any]:
    """What a phone must know to store and move records: tables, fields, types, links."""
    return {
        "format": 1,
        "tables": {
            table.name: {"reference": table.reference, "fields": _fields(table.fields)} for table in app.tables.values()
        },
    }


def _fields(fields: Iterable[Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        if field.type == "note":
            continue
        entry: dict[str, Any] = {"type": field.type}
        if field.to:
            entry["to"] = field.to
        if field.fields:
            entry["fields"] = _fields(field.fields)
        found[field.name] = entry
    return found


def schema_history(app: App, earlier: Mapping[str, bytes]) -> dict[str, bytes]:
    """`NNNN.json` -> bytes: the earlier ones as they are, and today's where it differs from the newest."""
    today = to_json(schema_of(app))
    kept = dict(sorted(earlier.items()))
    if not kept:
        return {"0001.json": today}
    newest = list(kept)[-1]
    if kept[newest] == today:
        return kept
    return {**kept, f"{int(newest[:4]) + 1:04}.json": today}
