"""Rows that lines start with; what they start with stands at the fields of the row, as `set`."""

from __future__ import annotations

from dataclasses import dataclass

from fieldpact.model.formula import Formula, SpecPath


@dataclass(frozen=True, slots=True)
class Rows:
    """One row for each of `records`, which are of `table`; rows for which `keep` doesn't hold aren't saved."""

    table: str
    at: SpecPath
    records: Formula
    keep: Formula | None = None
