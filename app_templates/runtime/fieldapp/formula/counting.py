"""What is counted over stored records: how much stock there is, and how far a form is from a limit.

The world counts (`counted`). What the record in the form counts itself is left out of that and added as it stands.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fieldapp.formula import coerce
from fieldapp.formula.values import ErrorValue, Value

UNCOUNTED: Final = ErrorValue("NotSupported", "Nothing is counted here.")
_NOT_KEYS: Final = ("amount", "day")


def stock(world: Any, name: str, record: Value, *keys: Value) -> Value:
    """How much there is for these keys without what `record` takes; blank while a key is."""
    for key in (record, *keys):
        if isinstance(key, ErrorValue):
            return key
    if any(blank(key) for key in keys):
        return None
    return counted(world, name, keys, (None, None), record)


def worst(
    world: Any, name: str, takes: bool, record: Value, rows: Value, within: str, most: Callable[[Any], Value]
) -> Value:
    """The keys for which `rows` go farthest past the most that there may be, or come closest to it.

    With the keys it holds `used` (by other records), `asked` (by these rows), `most`, `left` and `age`; None where the
    rows count nothing yet. `takes` turns it round: rows take away, and `used` may go below nothing.
    """
    if isinstance(rows, ErrorValue):
        return rows
    found: dict[str, Any] | None = None
    for keys, amount, day in _groups(world, rows or ()):
        if isinstance(keys, ErrorValue):
            return keys
        stored = counted(world, name, tuple(keys.values()), period(within, day), record)
        highest = coerce.number(most(keys))
        for value in (stored, highest):
            if isinstance(value, ErrorValue):
                return value
        used = -stored if takes else stored
        left = highest - used
        if found is None or left - amount < found["left"] - found["asked"]:
            figures = {"used": stored, "asked": amount, "most": highest, "left": left, "age": Decimal(0)}
            found = {**keys, **figures}
    return found


def within_limit(found: Value) -> Value:
    """Whether what `worst` found is still allowed."""
    if found is None or isinstance(found, ErrorValue):
        return True if found is None else found
    return bool(found["asked"] <= found["left"])


def counted(
    world: Any, name: str, keys: Sequence[Value], days: tuple[dt.date | None, dt.date | None], without: Value
) -> Value:
    """What the world has counted; an error in a world that doesn't count."""
    count = getattr(world, "counted", None)
    return UNCOUNTED if count is None else count(name, keys, days, without)


def period(within: str, day: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day of the period around `day`; the days up to it for a number of days."""
    if within == "calendar_year":
        return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
    if within == "calendar_month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if within:
        back = min(int(within), day.toordinal())
        return dt.date.fromordinal(day.toordinal() - back + 1), day
    return None, None


def blank(value: Value) -> bool:
    return value is None or value == ""


def _groups(world: Any, rows: Sequence[Any]) -> Sequence[tuple[Any, Decimal, dt.date]]:
    """What these rows count for each combination of keys, on the last of its days. Rows without all keys don't."""
    found: dict[tuple[Any, ...], tuple[Any, Decimal, dt.date]] = {}
    for row in rows:
        failed = row if isinstance(row, ErrorValue) else _failed(row)
        if failed is not None:
            return [(failed, Decimal(0), world.today())]
        keys = {name: value for name, value in row.items() if name not in _NOT_KEYS}
        if row["amount"] is None or any(map(blank, keys.values())):
            continue
        day = row["day"] or world.today()
        at = tuple(keys.values())
        _, amount, last = found.get(at, (keys, Decimal(0), day))
        found[at] = (keys, amount + Decimal(row["amount"]), max(last, day))
    return list(found.values())


def _failed(row: Mapping[str, Any]) -> ErrorValue | None:
    return next((value for value in row.values() if isinstance(value, ErrorValue)), None)
