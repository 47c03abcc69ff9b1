"""Rows that lines start with: one for each record of a table."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as PydanticField

from fieldpact.spec.base import FormulaText, SpecModel, Value


class Rows(SpecModel):
    """Rows that a new record starts with, one for each record of a table."""

    noun: ClassVar[str] = "rows:"

    from_: str = PydanticField(alias="from")
    """The table whose records make the rows."""
    where: FormulaText | None = None
    """Which of its records make a row; bare names are that record's."""
    set: dict[str, Value] = PydanticField(min_length=1)
    """Fields of the row and what each starts with; bare names are those of the record that makes the row."""
    keep: FormulaText | None = None
    """Which rows count and are saved; bare names are the row's."""
