"""`pact:` — what business and IT agreed: who, when, and how they will know that it worked."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from pydantic import Field

from fieldpact.spec.base import FormulaText, Human, SpecModel


class Party(SpecModel):
    """One side of the pact."""

    noun: ClassVar[str] = "a party of the pact"

    name: str
    """The team."""
    person: str
    """E-mail address of the person who answers for it."""
    deputy: str | None = None
    """E-mail address of whoever stands in."""


class Plan(SpecModel):
    """The dates both sides agreed."""

    noun: ClassVar[str] = "the plan"

    go_live: dt.date | None = None
    """First day in use, as 2027-01-15."""
    review_by: dt.date | None = None
    """The day by which both look at it again."""


class Measure(SpecModel):
    """One measure of success: a part of a whole, against a target."""

    noun: ClassVar[str] = "a success measure"

    name: Human
    """What it is called."""
    part: FormulaText | None = None
    """Formula for the part, such as =CountIf(visit, outcome = "order")."""
    whole: FormulaText | None = None
    """Formula for the whole, such as =CountRows(visit)."""
    target: str | None = None
    """The share to reach, such as 60%."""


class Pact(SpecModel):
    """The agreement between business and IT."""

    noun: ClassVar[str] = "the pact"

    business: Party
    """The side that owns what the app does."""
    it: Party
    """The side that owns what any app may do."""
    plan: Plan = Plan()
    """The dates both sides agreed."""
    success: list[Measure] = Field(default_factory=list)
    """How both will know that it worked."""
    dpia: str | None = None
    """Number of the data protection impact assessment, where IT asks for one."""
