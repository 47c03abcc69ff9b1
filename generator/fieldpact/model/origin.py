"""Where stored values come from when a field isn't what it was in an earlier release."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath


@unchanging
class ChangedFrom:
    """`value` makes the new value of the old one: its only scope is a row with the field `old` of type `type`.

    It belongs to the schema history, not to what the app runs.
    """

    type: str
    value: Formula
    at: SpecPath
