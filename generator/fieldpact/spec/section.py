"""A section: a part of a form under a heading, or a page of its own."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field as PydanticField

from fieldpact.spec.base import Flag, Human, Rule, SpecModel


class Section(SpecModel):
    """Fields of a table that stand together in its form."""

    noun: ClassVar[str] = "a section"

    label: Human | None = None
    """The heading; made from the name where absent."""
    hint: Human | None = None
    """A short help text below the heading."""
    fields: list[str] = PydanticField(min_length=1)
    """The fields in it, in the order people see them."""
    visible: Rule | None = None
    """Shown only where this holds; its fields are hidden with it."""
    page: Flag = False
    """Begins a new page of the form."""
    open: Flag = True
    """false shows only the heading until somebody opens it."""
