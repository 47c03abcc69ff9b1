"""A view: a list beyond those that come by themselves."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from fieldpact.spec.base import FormulaText, Human, SpecModel


class View(SpecModel):
    """A list of some records of a table."""

    noun: ClassVar[str] = "a view"

    type: Literal["list"] = "list"
    """Only lists, so far."""
    of: str
    """The table."""
    label: Human | None = None
    """What the list is called."""
    where: FormulaText | None = None
    """Which records; bare names are the record's."""
    sort: list[str] = Field(default_factory=list)
    """Fields to sort by; a leading - turns the order round."""
    columns: list[str] = Field(default_factory=list)
    """Fields shown beside the title."""
    color: FormulaText | None = None
    """The mark of a row: red, amber, green, blue, grey or blank, such as =If(due < Today(), "red"). Each colour has an
    icon of its own."""
    filters: list[str] = Field(default_factory=list)
    """Fields that the list can be narrowed by with a tap."""
