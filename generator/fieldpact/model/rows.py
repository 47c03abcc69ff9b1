"""Rows that lines start with; what they start with stands at the fields of the row, as `set`."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath


@unchanging
class Let:
    """A value that formulas read by its name."""

    name: str
    formula: Formula


@unchanging
class Rows:
    """One row for each of `records`, which are of `table`, or for each row of the lines `source` for which `where`
    holds; rows for which `keep` doesn't hold aren't saved. `looked_in` is the table of `lookup`, `looked_by` its keys.
    """

    table: str
    at: SpecPath
    records: Formula | None = None
    keep: Formula | None = None
    source: str | None = None
    lookup: Formula | None = None
    found: str | None = None
    looked_in: str | None = None
    looked_by: tuple[str, ...] = ()
    let: tuple[Let, ...] = ()
    where: Formula | None = None
    fixed: bool = False

    def formulas(self) -> Iterator[Formula]:
        """All formulas of the block but those of `set`."""
        for formula in (self.records, self.keep, self.lookup, *(each.formula for each in self.let), self.where):
            if formula is not None:
                yield formula


@unchanging
class FillFrom:
    """How lines were last time: of the newest `records`, rows with the same `match` fill in the fields of `take`."""

    table: str
    at: SpecPath
    records: Formula
    match: str
    take: tuple[str, ...]
