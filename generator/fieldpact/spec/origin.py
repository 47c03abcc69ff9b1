"""Where a field's stored values came from, when its type is another than in an earlier release."""

from __future__ import annotations

from typing import ClassVar

from fieldpact.spec.base import FormulaText, SpecModel


class ChangedFrom(SpecModel):
    """The type that a field had before, and how its values are read as the new one."""

    noun: ClassVar[str] = "changed_from:"

    type: str
    """The type in the earlier release."""
    value: FormulaText
    """The value in the new type; `old` is the stored one, blank where the record has none."""
