"""Which fields are sealed: those that the policy calls restricted, under every name that they ever had."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from fieldapp.app.definition import AppDef, FieldDef
from fieldapp.app.history import StoredField
from fieldapp.data.sealing import Paths
from fieldapp.fields import TYPES, kind_of


def sealed_fields(app: AppDef) -> list[Paths]:
    """The names of each sealed field, today's first; empty where the app has nothing to seal.

    A signature over a restricted field is sealed too, since it holds a digest of what it seals.
    """
    classes: Mapping[str, str] = app.policy.get("fields", {})
    restricted = {path for path, level in classes.items() if level == "restricted"}
    found = []
    for table in app.tables.values():
        for field in _stored(table.fields):
            beside, over = field.path.rpartition(".")[0], field.sign.seals if field.sign else ()
            if field.path in restricted or any(f"{beside}.{name}" in restricted for name in over):
                found.append((field.path, *_former(app, field.path)))
    return found


def known_paths(app: AppDef) -> set[str]:
    """Every name that a field of today's app has or had."""
    paths = [field.path for table in app.tables.values() for field in _stored(table.fields)]
    return {name for path in paths for name in (path, *_former(app, path))}


def _stored(fields: Sequence[FieldDef]) -> Iterator[FieldDef]:
    """Fields with a value of their own, those in lines included; lines themselves are only a place for rows."""
    for field in fields:
        if field.type == "lines":
            yield from _stored(field.fields)
        elif TYPES[field.type].holds_value and not kind_of(field).given:
            yield field


def _former(app: AppDef, path: str) -> Iterator[str]:
    """What the field was called, release by release, the latest first."""
    versions = sorted(app.history, reverse=True)
    for after, before in itertools.pairwise(versions):
        table, *rest = path.split(".")
        now = app.history[after].tables.get(table)
        if now is None:
            return
        then = app.history[before].tables
        source = now.renamed_from if now.renamed_from in then else table
        former = then.get(source or table)
        if former is None:
            return
        names = _names(rest, now.fields, former.fields)
        if names is None:
            return
        older = ".".join([source or table, *names])
        if older != path:
            yield older
        path = older


def _names(rest: Sequence[str], now: Mapping[str, StoredField], then: Mapping[str, StoredField]) -> list[str] | None:
    head, *deeper = rest
    field = now.get(head)
    if field is None:
        return None
    source = field.renamed_from if field.renamed_from in then else head
    former = then.get(source or head)
    if former is None:
        return None
    inner = _names(deeper, field.fields, former.fields) if deeper else []
    return None if inner is None else [source or head, *inner]
