"""A table: records filled on the phone, or reference data that comes with the app."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field as dataclass_field

from fieldapp.unchanging import unchanging
from fieldpact.model.access import Access
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.section import Section
from fieldpact.model.text import Text
from fieldpact.model.workflow import Effect, Workflow


@unchanging
class Check:
    name: str
    that: Formula
    say: Formula
    text: Text
    strength: str
    at: SpecPath
    counts: str | None = None  # the limit or the stock that it keeps

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it reads, where its message is shown."""
        read = dict.fromkeys(dep.split("[")[0] for dep in self.that.deps if ":" not in dep)
        return tuple(name for name in read if name not in ("me", "today", "now"))


@unchanging
class Table:
    """`source` is the path of its CSV file beside the spec, for reference data; None for what people fill."""

    name: str
    at: SpecPath
    label: Text
    labels: Text
    title: Formula
    fields: tuple[Field, ...]
    checks: tuple[Check, ...] = ()
    source: str | None = None
    purpose: str | None = None
    renamed_from: str | None = None
    sections: tuple[Section, ...] = ()
    access: Mapping[str, Access] = dataclass_field(default_factory=dict)
    workflow: Workflow | None = None
    then: tuple[Effect, ...] = ()
    counted: Mapping[str, Text] = dataclass_field(default_factory=dict)  # by plural category
    valid: tuple[str, ...] = ()  # the fields of the first and the last day on which a row counts
    unique: tuple[str, ...] = ()  # no two rows have the same values in these
    alone: tuple[tuple[str, ...], ...] = ()  # keys by which at most one row may count at a time

    @property
    def reference(self) -> bool:
        return self.source is not None

    def all_fields(self) -> Iterator[Field]:
        """Every field, those of lines after the lines field itself."""
        pending = list(reversed(self.fields))
        while pending:
            field = pending.pop()
            yield field
            pending.extend(reversed(field.fields))
