"""What the lane of a change is, and why."""

from __future__ import annotations

from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact.findings import Span

Lane = Literal["green", "amber", "red"]
LANES: tuple[Lane, ...] = ("green", "amber", "red")
"""Lowest first."""
PROCESS: dict[Lane, str] = {
    "green": "approves itself",
    "amber": "needs one reviewer",
    "red": "needs two people",
}


@unchanging
class Reason:
    """One thing that keeps a change out of a lower lane. `price` says what would bring it away, "" if nothing does."""

    lane: Lane
    say: str
    path: str = ""
    span: Span | None = None
    price: str = ""


@unchanging
class LaneVerdict:
    """`reasons` come gravest first; a green change has none. `differences` counts what differs at all."""

    lane: Lane
    reasons: tuple[Reason, ...] = ()
    differences: int = 0

    @property
    def process(self) -> str:
        """What the lane asks for, in words."""
        return PROCESS[self.lane]


def verdict_of(reasons: list[Reason], differences: int) -> LaneVerdict:
    """The lane of the gravest reason."""
    ordered = sorted(dict.fromkeys(reasons), key=lambda reason: -LANES.index(reason.lane))
    return LaneVerdict(ordered[0].lane if ordered else "green", tuple(ordered), differences)
