"""The shapes in which each release stored its records, and how each came from the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from fieldapp.app.formula import Formula
from fieldapp.unchanging import unchanging


@unchanging
class ChangedFromDef:
    """`value` makes the new value of the old one: its only scope is a row with the field `old` of type `type`."""

    type: str
    value: Formula


@unchanging
class StoredField:
    """One stored field. `renamed_from` and `changed_from` say what it was in the release before."""

    type: str
    to: str | None = None
    holds: str | None = None
    fields: Mapping[str, StoredField] = field(default_factory=dict)
    renamed_from: str | None = None
    changed_from: ChangedFromDef | None = None


@unchanging
class StoredTable:
    """One table. Records of a `reference` table come with the app and need no step."""

    reference: bool = False
    fields: Mapping[str, StoredField] = field(default_factory=dict)
    states: tuple[str, ...] = ()  # of its workflow; a record begins in the first
    renamed_from: str | None = None


@unchanging
class StoredShape:
    """One release: schema/NNNN.json."""

    format: int
    tables: Mapping[str, StoredTable] = field(default_factory=dict)
