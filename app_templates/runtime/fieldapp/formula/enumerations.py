"""Enumerations: `TimeUnit.Days`, `SortOrder.Descending`, `ErrorKind.Div0` …, and what each member stands for."""

from __future__ import annotations

from typing import Final

from fieldapp.formula.formats import NAMED as FORMATS
from fieldapp.formula.functions.patterns import NAMED as PATTERNS
from fieldapp.formula.values import ERROR_KINDS


def _themselves(names: str) -> dict[str, str | int]:
    return {name: name for name in names.split()}


ENUMERATIONS: Final[dict[str, dict[str, str | int]]] = {
    "TimeUnit": _themselves("Milliseconds Seconds Minutes Hours Days Months Quarters Years"),
    "SortOrder": _themselves("Ascending Descending"),
    "StartOfWeek": _themselves("Sunday Monday MondayZero Tuesday Wednesday Thursday Friday Saturday"),
    "DateTimeFormat": _themselves(" ".join(FORMATS)),
    "Match": dict(PATTERNS),
    "MatchOptions": {"Complete": "", "Contains": "c", "BeginsWith": "^c", "EndsWith": "c$", "IgnoreCase": "i"},
    "ErrorKind": dict(ERROR_KINDS),
}
