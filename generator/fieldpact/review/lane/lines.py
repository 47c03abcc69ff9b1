"""A change's lane for people at a terminal: what keeps it out of a lower one, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator

from fieldpact.report.text import shown
from fieldpact.review.lane.verdict import LaneVerdict

_MOST = 12


def lane_lines(verdict: LaneVerdict) -> Iterator[str]:
    """One line a reason, gravest first, with its price; the rest counted."""
    for reason in verdict.reasons[:_MOST]:
        where = f"{reason.path}: " if reason.path else ""
        price = f" ({reason.price})" if reason.price else ""
        yield shown(f"  {reason.lane}: {where}{reason.say}{price}")
    if len(verdict.reasons) > _MOST:
        yield f"  and {len(verdict.reasons) - _MOST} more: fieldpact review shows all"
