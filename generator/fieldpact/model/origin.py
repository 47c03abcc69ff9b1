"""Where stored values come from when a field isn't what it was in an earlier release."""

from __future__ import annotations

from dataclasses import dataclass

from fieldpact.model.formula import Formula, SpecPath


@dataclass(frozen=True, slots=True)
class ChangedFrom:
    """`value` gives the new value; its scopes are the record, and one row with the field `old` of type `type`.

    It belongs to the schema history, not to what the app runs.
    """

    type: str
    value: Formula
    at: SpecPath
