"""The shape of stored records, kept with every release from the first day: schema/NNNN.json.

Each shape also says how it came from the one before (`renamed_from`, `changed_from`), so that a phone that skipped
releases walks the same steps as one that took them all, long after those lines have left the spec.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.render.jsons import to_json

_STEPS = ("renamed_from", "changed_from")


def schema_of(app: App) -> dict[str, Any]:
    """What a phone must know to store and move records: tables, fields, types, links, and where each came from."""
    tables: dict[str, Any] = {}
    for table in app.tables.values():
        entry: dict[str, Any] = {"reference": table.reference, "fields": _fields(table.fields)}
        if table.workflow:
            entry["states"] = [state.name for state in table.workflow.states]
        if table.renamed_from:
            entry["renamed_from"] = table.renamed_from
        tables[table.name] = entry
    return {"format": 1, "tables": tables}


def _fields(fields: Iterable[Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        if field.type == "note":
            continue
        entry: dict[str, Any] = {"type": field.type}
        if field.to:
            entry["to"] = field.to
        if field.type == "hidden":
            entry["holds"] = field.holds
        if field.fields:
            entry["fields"] = _fields(field.fields)
        if field.renamed_from:
            entry["renamed_from"] = field.renamed_from
        if field.changed_from:
            made = field.changed_from.value
            value = {"tree": made.tree, "deps": list(made.deps), "type": made.type}
            entry["changed_from"] = {"type": field.changed_from.type, "value": value}
        found[field.name] = entry
    return found


def schema_history(app: App, earlier: Mapping[str, bytes]) -> dict[str, bytes]:
    """`NNNN.json` -> bytes: the earlier ones as they are, and today's where its shape differs from the newest."""
    kept = dict(sorted(earlier.items()))
    newest = list(kept)[-1] if kept else "0000.json"
    before = json.loads(kept[newest]) if kept else {"tables": {}}
    today = schema_of(app)
    if kept and _shape(before["tables"]) == _shape(today["tables"]):
        return kept
    today["tables"] = _with_news(today["tables"], before["tables"])
    return {**kept, f"{int(newest[:4]) + 1:04}.json": to_json(today)}


def _shape(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Tables or fields without the steps that led to them."""
    return {
        name: {
            key: _shape(value) if key == "fields" else value for key, value in entry.items() if key not in _STEPS
        }
        for name, entry in entries.items()
    }  # fmt: skip


def _with_news(entries: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Tables or fields with those steps only that start from what the release before had."""
    found = {}
    for name, entry in entries.items():
        known = {key: value for key, value in entry.items() if key not in _STEPS}
        source = entry.get("renamed_from")
        moved = source in before and name not in before
        former = before.get(source if moved else name, {})
        if moved:
            known["renamed_from"] = source
        changed = entry.get("changed_from")
        if changed and former.get("type") == changed["type"] != entry["type"]:
            known["changed_from"] = changed
        if "fields" in entry:
            known["fields"] = _with_news(entry["fields"], former.get("fields", {}))
        found[name] = known
    return found
