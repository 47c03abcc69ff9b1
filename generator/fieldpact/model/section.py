"""A section of a table's form."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import SpecPath
from fieldpact.model.text import Text


@unchanging
class Section:
    """Fields under a heading. Its condition stands at its fields: a section is shown while one of them is."""

    name: str
    at: SpecPath
    label: Text
    hint: Text | None
    fields: tuple[str, ...]
    page: bool = False
    open: bool = True
