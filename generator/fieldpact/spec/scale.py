"""What the two ends of a scale mean."""

from __future__ import annotations

from typing import ClassVar

from fieldpact.spec.base import Human, SpecModel


class Ends(SpecModel):
    """`ends: {low: Not at all, high: Very much}`."""

    noun: ClassVar[str] = "the ends of a scale"

    low: Human | None = None
    """What the smallest value means."""
    high: Human | None = None
    """What the largest value means."""
