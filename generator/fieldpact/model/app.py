"""The resolved app: names bound, formulas compiled, texts complete. Frozen; what rules, render and diff read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from fieldapp.unchanging import unchanging
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.model.text import Text

if TYPE_CHECKING:
    from fieldpact.model.connector import Connector
    from fieldpact.model.counting import Count
    from fieldpact.model.test import Test

MODEL_VERSION = 1


@unchanging
class Party:
    """One side of the pact: a team, the person who answers for it, and who stands in."""

    name: str
    person: str
    deputy: str | None = None


@unchanging
class Measure:
    """A success measure: part / whole against a target (a fraction)."""

    name: str
    part: Formula | None
    whole: Formula | None
    target: str | None


@unchanging
class Pact:
    parties: Mapping[str, Party]
    go_live: dt.date | None
    review_by: dt.date | None
    success: tuple[Measure, ...]
    dpia: str | None = None


@unchanging
class View:
    name: str
    type: str
    of: str
    at: SpecPath
    label: Text
    where: Formula | None = None
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    color: Formula | None = None


@unchanging
class App:
    id: str
    name: Text
    version: str
    languages: tuple[str, ...]
    currency: str
    brand_color: str
    brand_logo: str | None
    pact: Pact | None
    roles: Mapping[str, Text]
    tables: Mapping[str, Table]
    views: tuple[View, ...]
    formulas: Mapping[str, Formula]
    """Every formula and constant that the app runs, by id."""
    tests: tuple[Test, ...] = ()
    """Examples of what the app must do; the app itself doesn't carry them."""
    counts: tuple[Count, ...] = ()
    """Limits and stock."""
    connectors: tuple[Connector, ...] = ()
    people: str | None = None
    """Path of the CSV file with the people of drafts and tests, beside the spec."""

    def all_fields(self) -> Iterator[tuple[Table, Field]]:
        for table in self.tables.values():
            for field in table.all_fields():
                yield table, field
