"""The model -> the flat tables that rules see (schema.py). Every column of a row is present: absent is `Missing`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from decimal import Decimal
from typing import Any

from fieldapp.formula.values import MISSING, ErrorValue
from fieldpact.govern.access import access_of_role, access_of_table
from fieldpact.govern.contrast import contrast_with_white
from fieldpact.govern.infer import CLASSES, RANK, Verdicts, infer
from fieldpact.govern.lexicon import Lexicon
from fieldpact.govern.purposes import Purpose
from fieldpact.govern.schema import SCHEMA
from fieldpact.govern.texts import gaps, texts_of
from fieldpact.model.app import App, View
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.suggest import nearest

Row = Mapping[str, Any]

_ABSENT = ErrorValue(MISSING, "the spec does not say")


@dataclass(slots=True)
class Facts:
    """Rows by table, with the place in the spec that each row stands for."""

    rows: dict[str, list[Row]] = dataclass_field(default_factory=lambda: {name: [] for name in SCHEMA})
    places: dict[str, list[SpecPath]] = dataclass_field(default_factory=lambda: {name: [] for name in SCHEMA})

    @property
    def app(self) -> Row:
        return self.rows["app"][0]

    def table(self, name: str) -> Row | None:
        """The row of one table of the app."""
        return next((row for row in self.rows["tables"] if row["name"] == name), None)

    def add(self, table: str, at: SpecPath, values: dict[str, Any]) -> None:
        """Adds a row; None stands for absent. Columns other than the schema's are a programmer's error."""
        columns = SCHEMA[table]
        if values.keys() != {c.name for c in columns}:
            raise KeyError(f"{table}: {sorted(values.keys() ^ {c.name for c in columns})}")
        for column in columns:
            if values[column.name] is None:
                if not column.optional:
                    raise ValueError(f"{table}.{column.name} is not optional")
                values[column.name] = _ABSENT
            elif column.kind == "number":
                values[column.name] = Decimal(values[column.name])
        self.rows[table].append(values)
        self.places[table].append(at)


def facts_of(app: App, lexicon: Lexicon, purposes: Mapping[str, Purpose]) -> Facts:
    """Everything that rules may know about an app."""
    verdicts = infer(app, lexicon)
    facts = Facts()
    for name, purpose in purposes.items():
        facts.add("purposes", (), _purpose(name, purpose))
    for table in app.tables.values():
        for field in table.all_fields():
            facts.add("fields", field.at, _field(app, table, field, verdicts, purposes))
            for option in field.options:
                values = {"field": field.path, "value": option.value, "label": option.label.first()}
                facts.add("choices", field.at, values)
        facts.add("tables", table.at, _table(app, table, verdicts))
    for view in app.views:
        facts.add("views", view.at, _view(app, view, verdicts))
    for table in app.tables.values():
        for move in table.workflow.moves if table.workflow else ():
            facts.add("moves", move.at, {"name": move.name.first(), "table": table.name})
    for name, label in app.roles.items():
        facts.add("roles", ("roles", name), {"name": name, "label": label.first(), **access_of_role(app, name)})
    for flow in _flows(verdicts):
        facts.add("flows", (), flow)
    for text, at in texts_of(app):
        facts.add("texts", at, text)
    facts.add("app", ("app",), _app(app, verdicts))
    return facts


def _app(app: App, verdicts: Verdicts) -> dict[str, Any]:
    pact = app.pact
    parties = pact.parties if pact else {}
    business, it = parties.get("business"), parties.get("it")
    measures = pact.success if pact else ()
    vague = [m.name for m in measures if m.part is None or m.whole is None or m.target is None]
    return {
        "id": app.id,
        "name": app.name.first(),
        "version": app.version,
        "languages": list(app.languages),
        "currency": app.currency,
        "brand_color": app.brand_color,
        "brand_contrast": contrast_with_white(app.brand_color),
        "has_pact": pact is not None,
        "business_person": (business and business.person) or None,
        "business_deputy": (business and business.deputy) or None,
        "it_person": (it and it.person) or None,
        "it_deputy": (it and it.deputy) or None,
        "go_live": pact.go_live if pact else None,
        "review_by": pact.review_by if pact else None,
        "measures": len(measures),
        "vague_measures": ", ".join(vague) or None,
        "personal_fields": sum(v.collects for v in verdicts.fields.values()),
        "effective_class": _highest(v.effective for v in verdicts.fields.values()),
    }


def _table(app: App, table: Table, verdicts: Verdicts) -> dict[str, Any]:
    found = [verdicts.fields[field.path] for field in table.all_fields()]
    return {
        "name": table.name,
        "label": table.label.first(),
        "label_gaps": gaps(table.label, app.languages),
        "reference": table.reference,
        "purpose": table.purpose,
        "fields": len(found),
        "personal_fields": sum(v.collects for v in found),
        "holds_personal": any(v.personal for v in found),
        "title_class": verdicts.titles[table.name],
        "effective_class": _highest(v.effective for v in found),
        **access_of_table(app, table),
    }


def _field(app: App, table: Table, field: Field, verdicts: Verdicts, purposes: Mapping[str, Purpose]) -> dict[str, Any]:
    verdict = verdicts.fields[field.path]
    named = field.purpose or table.purpose
    purpose = purposes.get(named) if named else None
    given = field.data_class
    return {
        "name": field.name,
        "path": field.path,
        "table": table.name,
        "type": field.type,
        "label": field.label.first(),
        "label_gaps": gaps(field.label, app.languages),
        "reference": table.reference,
        "computed": field.formula is not None,
        "required": _may_hold(field.required),
        "search": field.search,
        "options": [option.value for option in field.options],
        "to": field.to,
        "max_length": field.max_length,
        "about": field.about,
        "given_class": given,
        "inferred_class": verdict.inferred,
        "effective_class": verdict.effective,
        "class_lowered": given is not None and verdict.inferred != "internal" and RANK[given] < RANK[verdict.inferred],
        "class_reason": verdict.reason,
        "personal": verdict.personal,
        "collects_personal": verdict.collects,
        "special": verdict.special,
        "purpose": named,
        "purpose_given": field.purpose is not None,
        "purpose_known": purpose is not None,
        "purpose_guess": nearest(named, purposes) if named and purpose is None else None,
        "retention_days": purpose.retention_days if purpose else None,
    }


def _view(app: App, view: View, verdicts: Verdicts) -> dict[str, Any]:
    shown = [verdicts.fields[path].effective for c in view.columns if (path := f"{view.of}.{c}") in verdicts.fields]
    return {
        "name": view.name,
        "type": view.type,
        "table": view.of,
        "label": view.label.first(),
        "label_gaps": gaps(view.label, app.languages),
        "effective_class": _highest([verdicts.titles.get(view.of, "internal"), *shown]),
    }


def _purpose(name: str, purpose: Purpose) -> dict[str, Any]:
    return {"name": name, "basis": purpose.basis, "retention_days": purpose.retention_days}


def _flows(verdicts: Verdicts) -> Iterator[dict[str, Any]]:
    made_of = {path: v.sources for path, v in verdicts.fields.items()}
    made_of |= {f"{table}.title": sources for table, sources in verdicts.title_sources.items()}
    made_of |= verdicts.told
    for target, sources in made_of.items():
        for source in sources:
            known = verdicts.fields.get(source)
            level = known.effective if known else verdicts.titles.get(source.split(".")[0], "internal")
            yield {"source": source.removesuffix("#"), "target": target, "class": level}


def _may_hold(rule: Formula | None) -> bool:
    return rule is not None and rule.constant is not False


def _highest(classes: Iterator[str] | list[str]) -> str:
    return max(classes, key=RANK.__getitem__, default=CLASSES[1])
