"""Stock: a ledger that nobody edits, summed from what records bring in and take out."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as PydanticField

from fieldpact.spec.base import Human, SpecModel, Value


class Stock(SpecModel):
    """How much there is for each combination of keys, from stored records. Formulas ask with `Stock("bag", lot)`."""

    noun: ClassVar[str] = "a stock"

    per: list[str] = PydanticField(min_length=1)
    """Fields that each record or row has, such as [owner, lot]. For `owner` formulas needn't say who: it is Me()."""
    plus: list[str] = PydanticField(min_length=1)
    """The whole numbers that come in: table.field, or table.lines.field."""
    minus: list[str] = PydanticField(default_factory=list)
    """The whole numbers that go out."""
    counts_when: dict[str, list[str]] = PydanticField(default_factory=dict)
    """By table, the states in which a record counts; without, the workflow's facts, or all."""
    at_least: Value | None = None
    """What must be left: a form that takes more, or a move that makes it count, is stopped."""
    say: Human | None = None
    """What the person reads then: a text with {left} and {asked} in it, or a formula that reads these and the keys."""
