"""The one row of a table that some keys name: valid on a day, and of several steps the largest one reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from fieldapp.formula import coerce
from fieldapp.formula.values import ErrorValue, Value
from fieldapp.formula.world import Record

NOTHING_FOUND: Final = ErrorValue("NotFound", "Nothing was found.")
SEVERAL_FOUND: Final = ErrorValue("Conflict", "More than one row was found.")


def looked_up(
    rows: Callable[[], Value],
    needed: Sequence[Value],
    on: Value,
    starts: str,
    ends: str,
    step: str,
    reached: Value,
    take: str,
    must: bool,
) -> Value:
    """The found row, or its field `take`.

    Blank while something `needed` is blank: nobody knows yet what to look for. Otherwise a row, or a value in it, that
    isn't there is an error where there `must` be one. `starts` and `ends` are the fields of the first and the last day,
    `step` is the field of the steps; "" where the table has none.
    """
    for value in (*needed, on, reached):
        if isinstance(value, ErrorValue):
            return value
    if any(value is None for value in needed):
        return None
    found = rows()
    if found is None or isinstance(found, ErrorValue):
        return found
    failed = next((row for row in found if isinstance(row, ErrorValue)), None)
    if failed is not None:
        return failed
    fitting = [row for row in found if _is_valid(row, on, starts, ends)] if starts else list(found)
    if step:
        fitting = _at_step(fitting, step, coerce.number(reached))
    if len(fitting) > 1:
        return SEVERAL_FOUND
    result = fitting[0] if fitting else None
    if take and result is not None:
        result = result.get(take)
    return NOTHING_FOUND if result is None and must else result


def _is_valid(row: Record, on: Value, starts: str, ends: str) -> bool:
    """A blank end is open; without a day only rows that are always valid are."""
    first, last = row.get(starts), row.get(ends)
    if on is None:
        return first is None and last is None
    return (first is None or bool(first <= on)) and (last is None or bool(on <= last))


def _at_step(rows: list[Record], step: str, reached: Value) -> list[Record]:
    """The rows of the largest step that is reached; of the first step while nothing is."""
    steps = {row.get(step) or 0 for row in rows}
    if not steps:
        return []
    if isinstance(reached, ErrorValue) or reached <= 0:
        wanted = min(steps)
    else:
        wanted = max((each for each in steps if each <= reached), default=None)
    return [row for row in rows if (row.get(step) or 0) == wanted]


def inner_rows(rows: Value, name: str) -> Value:
    """All rows that stand in the lines `name` of these rows, as one table."""
    if rows is None or isinstance(rows, ErrorValue):
        return rows
    found: list[Value] = []
    for row in rows:
        if isinstance(row, ErrorValue):
            found.append(row)
        else:
            found += row.get(name) or ()
    return found
