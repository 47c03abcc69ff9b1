"""Rows of `fields` and of `choices`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.govern.infer import RANK
from fieldpact.govern.rows.shared import Known, may_hold
from fieldpact.govern.texts import gaps
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.suggest import nearest

_MEGABYTE = 1024 * 1024


@unchanging
class Uses:
    """How lists use fields, by path."""

    sorted: frozenset[str]
    filtered: frozenset[str]

    @classmethod
    def of(cls, app: App) -> Uses:
        """From views, and from the links that are narrowed."""
        narrowed = [f"{view.of}.{name}" for view in app.views for name in view.filters]
        narrowed += [f"{field.to}.{name}" for _, field in app.all_fields() for name in field.filters]
        narrowed += [f"{view.of}.{dep}" for view in app.views if view.where for dep in view.where.deps]
        ordered = [f"{view.of}.{name.removeprefix('-')}" for view in app.views for name in view.sort]
        return cls(frozenset(ordered), frozenset(narrowed))


def field_row(known: Known, table: Table, field: Field, uses: Uses, sections: Mapping[str, str]) -> dict[str, Any]:
    """One field; `sections` are the ids of the parts of the form by the name of a field."""
    verdict = known.verdicts.fields[field.path]
    named = field.purpose or table.purpose
    purpose = known.purposes.get(named) if named else None
    given = field.data_class
    languages = known.app.languages
    holder = field.path.rpartition(".")[0]
    return {
        "name": field.name,
        "path": field.path,
        "table": table.name,
        "type": field.type,
        "label": field.label.first(),
        "label_gaps": gaps(field.label, languages),
        "reference": table.reference,
        "computed": field.formula is not None,
        "required": may_hold(field.required),
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
        "purpose_guess": nearest(named, known.purposes) if named and purpose is None else None,
        "retention_days": purpose.retention_days if purpose else None,
        "basis": purpose.basis if purpose else None,
        "class_rank": RANK[verdict.effective],
        "lines": holder if "." in holder else None,
        "section": sections.get(field.path.split(".")[1]),
        "min": _number(field.min),
        "max": _number(field.max),
        "max_megabytes": Decimal(field.max_size) / _MEGABYTE if field.max_size else None,
        "accuracy": field.accuracy,
        "hint_gaps": gaps(field.hint, languages) if field.hint else None,
        "conditional": field.visible is not None and field.visible.constant is not True,
        "read_only": may_hold(field.read_only),
        "prefilled": field.default is not None,
        "in_title": field.name in table.title.deps and holder == table.name,
        "sorted": field.path in uses.sorted,
        "filtered": field.path in uses.filtered,
        "has_meaning": field.sign is not None and field.sign.meaning is not None,
    }


def choice_rows(field: Field) -> Iterator[dict[str, Any]]:
    """The options that stand in the spec."""
    for option in field.options:
        yield {"field": field.path, "value": option.value, "label": option.label.first()}


def _number(bound: Formula | None) -> Decimal | None:
    """A bound that is a plain number."""
    if bound is None or not isinstance(bound.constant, str):
        return None
    try:
        return Decimal(bound.constant)
    except InvalidOperation:
        return None
