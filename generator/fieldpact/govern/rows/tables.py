"""Rows of `tables`."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.access import access_of_table
from fieldpact.govern.infer import RANK
from fieldpact.govern.rows.moves import approves
from fieldpact.govern.rows.shared import Known, highest, is_filled, may_hold
from fieldpact.govern.texts import gaps
from fieldpact.model.table import Table


def table_row(known: Known, table: Table) -> dict[str, Any]:
    """One table, its lines included."""
    app, fields = known.app, list(table.all_fields())
    found = [known.verdicts.fields[field.path] for field in fields]
    filled = [field for field in fields if is_filled(field)]
    named = {field.purpose or table.purpose or "" for field, v in zip(fields, found, strict=True) if v.personal}
    kept = [known.purposes[name].retention_days for name in named if name in known.purposes]
    workflow, effective = table.workflow, highest(v.effective for v in found)
    return {
        "name": table.name,
        "label": table.label.first(),
        "label_gaps": gaps(table.label, app.languages),
        "reference": table.reference,
        "purpose": table.purpose,
        "fields": len(found),
        "personal_fields": sum(v.collects for v in found),
        "holds_personal": any(v.personal for v in found),
        "title_class": known.verdicts.titles[table.name],
        "effective_class": effective,
        "class_rank": RANK[effective],
        "filled_fields": len(filled),
        "required_fields": sum(may_hold(field.required) for field in filled),
        "lines": sum(field.type == "lines" for field in fields),
        "photos": sum(field.type == "photo" for field in fields),
        "sections": len(table.sections),
        "checks": len(table.checks),
        "states": len(workflow.states) if workflow else 0,
        "moves": len(workflow.moves) if workflow else 0,
        "approvals": sum(approves(known, workflow, move) for move in workflow.moves) if workflow else 0,
        "correctable": workflow is not None and workflow.correct is not None,
        "retention_days": min(kept, default=None),
        "connectors": [connector.name for connector in app.connectors if table.name in connector.tables],
        **access_of_table(app, table),
    }
