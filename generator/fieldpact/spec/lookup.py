"""Lookups: a value taken from the one row of a table that some keys name."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field as PydanticField

from fieldpact.spec.base import FormulaText, SpecModel, Value


class RowLookup(SpecModel):
    """The one row of a table that some keys name, on a day if the table has days."""

    noun: ClassVar[str] = "lookup:"

    in_: str = PydanticField(alias="in")
    """The table that is looked in."""
    match: dict[str, Value] = PydanticField(min_length=1)
    """Fields of that table, and what each of them must be."""
    on: FormulaText | None = None
    """The day on which the row must be valid, for a table with valid:."""
    step: dict[str, FormulaText] | None = PydanticField(None, min_length=1, max_length=1)
    """A number field of that table and a number, for quantity breaks: the row whose field is the largest not above it.
    Of 0 or blank it is the row of the first step."""


class Lookup(RowLookup):
    """A value taken from the one row of a table that some keys name, on a day if the table has days.

    It is blank as long as a field that it reads is blank.
    """

    take: str
    """The field of that row whose value is taken."""
    none: Literal["stop", "blank"] = "stop"
    """Where there is no such row or no value in it: an error that stops the save, or a blank."""
