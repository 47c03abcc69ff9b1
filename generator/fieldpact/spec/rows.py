"""Rows that lines start with: one for each record of a table, or for each row of other lines."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as PydanticField

from fieldpact.spec.base import FormulaText, SpecModel, Value
from fieldpact.spec.lookup import RowLookup


class Rows(SpecModel):
    """Rows that a new record starts with, one for each record of a table; or rows made of the rows of lines beside
    them, which follow those at every change."""

    noun: ClassVar[str] = "rows:"

    from_: str = PydanticField(alias="from")
    """The table whose records make the rows, or the lines beside these whose rows do."""
    where: FormulaText | None = None
    """Which of its records or rows make a row; bare names are theirs."""
    lookup: RowLookup | None = None
    """A row of another table, Found(table) in let:, set: and, of lines, where:. What finds none makes no row."""
    let: dict[str, FormulaText] = PydanticField(default_factory=dict)
    """Values that set: and, of lines, where: read by their names."""
    set: dict[str, Value] = PydanticField(min_length=1)
    """Fields of the row and what each starts with; bare names are those of the record or row that makes it.
    In rows made of rows they follow, and nobody changes them by hand."""
    keep: FormulaText | None = None
    """Which rows count and are saved; bare names are the row's."""


class FillFrom(SpecModel):
    """Filling lines in as they were last time."""

    noun: ClassVar[str] = "fill_from:"

    last: str
    """The table whose newest record the rows are taken from; it has lines of the same name."""
    where: FormulaText | None = None
    """Which of its records fit; bare names are theirs, and Form.x is a field of the record being edited."""
    match: str
    """The field of the row that tells which row is which."""
    take: list[str] = PydanticField(min_length=1)
    """The fields of the row that are filled in, where they are blank."""
