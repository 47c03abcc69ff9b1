""" "Did you mean": the nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_NEAR = 0.7


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that is most like `word`, or None if nothing is near.

    A difference in case, underscores, hyphens, blanks or a plural s counts for nothing: `readOnly` is `read_only`.
    Among equals the first in alphabetical order wins, so that messages don't depend on an order of keys.
    """
    wanted = _folded(word)
    best: str | None = None
    best_score = _NEAR
    for candidate in sorted(set(candidates)):
        if candidate == word:
            continue
        score = _likeness(wanted, _folded(candidate))
        if score > best_score or (score == best_score and best is None):
            best, best_score = candidate, score
    return best


def _folded(word: str) -> str:
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _likeness(wanted: str, candidate: str) -> float:
    if wanted == candidate:
        return 1.0
    if wanted and candidate and wanted.rstrip("s") == candidate.rstrip("s"):
        return 0.99
    matcher = SequenceMatcher(None, wanted, candidate, autojunk=False)
    if matcher.real_quick_ratio() < _NEAR or matcher.quick_ratio() < _NEAR:
        # A swapped or missing letter in a short word (`tpye`) keeps the letters; anything less is another word.
        return 0.0
    if sorted(wanted) == sorted(candidate):
        return max(matcher.ratio(), 0.9)
    return matcher.ratio()
