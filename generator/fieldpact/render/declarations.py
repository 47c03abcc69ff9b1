"""The model as app.json and formulas.json. Keys are the names of the runtime's dataclasses; absent means default."""

from __future__ import annotations

from typing import Any

from fieldpact.model.app import App, View
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.rows import Rows
from fieldpact.model.table import Check, Table

RULES = ("visible", "required", "read_only", "default", "formula", "set", "min", "max", "where")


def app_declaration(app: App, draft: bool) -> dict[str, Any]:
    """app.json."""
    return {
        "id": app.id,
        "name": app.name.key,
        "version": app.version,
        "languages": list(app.languages),
        "currency": app.currency,
        "brand": _without_empty({"color": app.brand_color, "logo": "brand/logo.png" if app.brand_logo else None}),
        "draft": draft,
        "roles": {name: text.key for name, text in app.roles.items()},
        "tables": [_table(table) for table in app.tables.values()],
        "views": [_view(view) for view in app.views],
    }


def formula_declarations(app: App) -> dict[str, Any]:
    """formulas.json: id -> tree, deps, type."""
    return {
        id_: {"tree": formula.tree, "deps": list(formula.deps), "type": formula.type}
        for id_, formula in sorted(app.formulas.items())
    }


def _table(table: Table) -> dict[str, Any]:
    return _without_empty(
        {
            "name": table.name,
            "label": table.label.key,
            "labels": table.labels.key,
            "title": table.title.id,
            "reference": table.reference,
            "fields": [_field(field) for field in table.fields],
            "checks": [_check(check) for check in table.checks],
        }
    )


def _field(field: Field) -> dict[str, Any]:
    rules = {key: _id(getattr(field, key)) for key in RULES}
    return _without_empty(
        {
            "name": field.name,
            "type": field.type,
            "path": field.path,
            "label": field.label.key,
            "hint": field.hint.key if field.hint else None,
            **rules,
            "keep_hidden": field.keep_hidden,
            "search": field.search,
            "options": [{"value": o.value, "label": o.label.key} for o in field.options],
            "to": field.to,
            "max_length": field.max_length,
            "round": field.round,
            "row": field.row,
            "show": field.show if field.type == "lines" else None,
            "fields": [_field(inner) for inner in field.fields],
            "rows": _rows(field.rows) if field.rows else None,
            "text": field.text.key if field.text else None,
        }
    )


def _rows(rows: Rows) -> dict[str, Any]:
    return _without_empty({"records": rows.records.id, "keep": _id(rows.keep)})


def _check(check: Check) -> dict[str, Any]:
    fields = dict.fromkeys(dep.split("[")[0] for dep in check.that.deps if ":" not in dep)
    return {
        "name": check.name,
        "that": check.that.id,
        "say": check.say.id,
        "strength": check.strength,
        "fields": [name for name in fields if name not in ("me", "today", "now")],
    }


def _view(view: View) -> dict[str, Any]:
    return _without_empty(
        {
            "name": view.name,
            "type": view.type,
            "of": view.of,
            "label": view.label.key,
            "where": _id(view.where),
            "sort": list(view.sort),
            "columns": list(view.columns),
        }
    )


def _id(formula: Formula | None) -> str | None:
    return formula.id if formula else None


def _without_empty(declared: dict[str, Any]) -> dict[str, Any]:
    """0 is a value (`round: 0`); None, False and empty lists are what the runtime assumes anyway."""
    return {key: value for key, value in declared.items() if value is not None and value is not False and value != []}
