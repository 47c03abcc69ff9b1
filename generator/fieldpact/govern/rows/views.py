"""Rows of `views`."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.infer import RANK
from fieldpact.govern.rows.shared import Known, highest
from fieldpact.govern.texts import gaps
from fieldpact.model.app import View


def view_row(known: Known, view: View) -> dict[str, Any]:
    """One view, with the class of what it shows."""
    verdicts = known.verdicts
    shown = [verdicts.fields[path].effective for c in view.columns if (path := f"{view.of}.{c}") in verdicts.fields]
    effective = highest([verdicts.titles.get(view.of, "internal"), *shown])
    return {
        "name": view.name,
        "type": view.type,
        "table": view.of,
        "label": view.label.first(),
        "label_gaps": gaps(view.label, known.app.languages),
        "effective_class": effective,
        "class_rank": RANK[effective],
        "columns": list(view.columns),
        "sort": list(view.sort),
        "filters": list(view.filters),
        "conditional": view.where is not None,
    }
