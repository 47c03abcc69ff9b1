"""The places of a spec whose value is always a formula or a plain true or false.

The reader uses the key alone, to see that a comma cut a formula. `fmt` uses the whole path, because a field may be
called `when` too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

FORMULA_KEYS = frozenset(
    {
        "visible",
        "required",
        "read_only",
        "formula",
        "where",
        "when",
        "that",
        "keep",
        "for_each",
        "points",
        "most",
        "skip",
        "beside",
    }
)
LITERALS = frozenset({"", "true", "false", "yes", "no", "on", "off"})

# Keys are joined by NUL, which no source text holds; a number stands for a place in a list.
_ANY = "[^\0]*"
_FIELD = f"tables\0{_ANY}(?:\0fields\0{_ANY})+"
_FORMULAS = (
    f"{_FIELD}\0(?:visible|required|read_only|formula|where|by|points|most|skip|beside)",
    f"{_FIELD}\0(?:rows\0where|rows\0keep|fill_from\0where)",
    f"{_FIELD}\0(?:rows\0)?lookup\0(?:on|step\0{_ANY})",
    f"{_FIELD}\0rows\0let\0{_ANY}",
    f"{_FIELD}\0bring\0{_ANY}",
    f"tables\0{_ANY}\0sections\0{_ANY}\0visible",
    f"tables\0{_ANY}\0checks\0{_ANY}\0that",
    f"tables\0{_ANY}\0workflow\0moves\0{_ANY}\0when",
    f"tables\0{_ANY}\0(?:workflow\0moves\0{_ANY}\0)?then\0{_ANY}\0(?:when|for_each)",
    f"tables\0{_ANY}\0access\0{_ANY}\0(?:read|create|edit|edit\0when|delete)",
    f"views\0{_ANY}\0(?:where|color)",
)


def takes_formula(path: Sequence[str | int]) -> bool:
    """Whether the value at this path of a spec is a formula, whatever else its key may mean elsewhere."""
    return bool(_formulas().fullmatch("\0".join(map(str, path))))


@functools.cache
def _formulas() -> re.Pattern[str]:
    """Only `fmt` needs it, and it is large."""
    return re.compile("|".join(_FORMULAS))
