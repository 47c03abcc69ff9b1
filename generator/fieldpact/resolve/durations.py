"""Spans of time as authors write them: `24 hours`."""

from __future__ import annotations

import re
from typing import Final

from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.suggest import nearest

_MINUTES: Final = {"minute": 1, "hour": 60, "day": 24 * 60, "week": 7 * 24 * 60}
_WRITTEN: Final = re.compile(r"([1-9][0-9]{0,3}) +([A-Za-z]+)\Z")


def minutes_of(context: Context, written: str | None, at: SpecPath) -> int | None:
    """`24 hours` -> 1440. None where nothing is said, and where it can't be read, which is a finding."""
    if written is None:
        return None
    match = _WRITTEN.match(written.strip())
    unit = match.group(2).lower().removesuffix("s") if match else ""
    if match and unit in _MINUTES:
        return int(match.group(1)) * _MINUTES[unit]
    guess = nearest(unit, _MINUTES) if match else None
    hint = (
        f"did you mean {match.group(1)} {guess}s?" if match and guess else "write it as 30 minutes, 24 hours or 7 days"
    )
    context.report("wrong-value", at, f"{written!r} is not a span of time", hint=hint)
    return None
