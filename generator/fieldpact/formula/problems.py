"""What is wrong with a formula: a value with its place in the text, never an exception."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from fieldapp.unchanging import unchanging


@unchanging
class Problem:
    """`start` and `end` are character offsets in the formula's text, without its leading `=`.

    `replacement`, where there is one, is the text to put there instead.
    """

    code: str
    message: str
    start: int
    end: int
    hint: str = ""
    replacement: str | None = None


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that differs by the fewest letters; None where none is near."""
    best, limit = None, len(word) // 3 + 1
    for candidate in sorted(set(known)):
        if abs(len(candidate) - len(word)) < limit:
            distance = _distance(word.lower(), candidate.lower(), limit)
            if distance < limit:
                best, limit = candidate, distance
                if distance == 0:
                    break
    return best


@lru_cache(maxsize=2048)
def _distance(a: str, b: str, limit: int) -> int:
    """Edits between two words, two letters swapped being one; `limit` where there are more."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return row[-1]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint in words, or nothing."""
    found = nearest(word, known)
    return f"Did you mean {found}?" if found else ""
