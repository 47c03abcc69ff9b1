"""The model that rules see: flat tables with typed columns. Versioned, because rules live longer than the compiler."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.columns import SCHEMA, Kind

SCHEMA_VERSION = 2

SINGULAR = {
    "tables": "table",
    "fields": "field",
    "views": "view",
    "connectors": "connector",
    "roles": "role",
    "grants": "grant",
    "moves": "move",
    "flows": "flow",
    "choices": "choice",
    "texts": "text",
    "purposes": "purpose",
    "platforms": "platform",
    "hooks": "hook",
    "packages": "package",
}
"""What `for_each` takes, with the name that one row has in the rule's formulas. `app` takes the app once."""

_JSON: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "texts": {"type": "array", "items": {"type": "string"}},
}


def json_schema() -> dict[str, Any]:
    """The tables as a JSON Schema, for `fieldpact rules schema`."""
    properties: dict[str, Any] = {"version": {"const": SCHEMA_VERSION}}
    for table, columns in SCHEMA.items():
        row = {
            "type": "object",
            "properties": {c.name: {**_JSON[c.kind], "description": c.says} for c in columns},
            "required": [c.name for c in columns if not c.optional],
            "additionalProperties": False,
        }
        properties[table] = row if table == "app" else {"type": "array", "items": row}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The model that governance rules see",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
