"""How fast a pattern's work can grow with the text: the greatest power of its length.

Two repetitions that can take the same characters, with nothing between them that tells where one ends, are tried in
every split: `\\d*\\d*x` takes the square of the length, three in a row its cube.
"""

from __future__ import annotations

import re
import string
from typing import Final

TOKEN: Final = re.compile(
    r"(?P<atom>\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^()|*+?{}])|(?P<open>\((?:\?[:=!<][=!]?)?)|(?P<close>\))"
    r"|(?P<repeat>[*+?]|\{\d*,?\d*\})\??|(?P<other>.)",
    re.DOTALL,
)
SAMPLE: Final = frozenset(string.printable + "åéßØж中\N{NO-BREAK SPACE}")
"""Characters that stand for all: two sets that overlap do so here, as far as classes of an author's pattern go."""
MANY: Final = 8
"""Repetitions bounded by less count as none."""


def degree(pattern: str) -> int:
    """The power; 0 without repetitions. `pattern` must compile."""
    greatest = chain = 0
    taken: frozenset[str] = frozenset()
    """What the last repetition may take; empty where a character that it can't take stands behind it."""
    sets: list[frozenset[str]] = []
    groups: list[int] = []
    for token in TOKEN.finditer(pattern):
        kind = token.lastgroup
        if kind == "open":
            groups.append(len(sets))
        elif kind == "close":
            start = groups.pop() if groups else 0
            sets[start:] = [frozenset().union(*sets[start:])]
        elif kind == "atom":
            sets.append(characters(token[0]))
        if kind not in ("atom", "close"):
            continue
        least, most = repeats(TOKEN.match(pattern, token.end()))
        if most >= MANY:
            chain = chain + 1 if taken & sets[-1] else 1
            taken = sets[-1]
            greatest = max(greatest, chain)
        elif least and kind == "atom" and not taken & sets[-1]:
            chain, taken = 0, frozenset()
    return greatest


def characters(atom: str) -> frozenset[str]:
    if atom in ("^", "$") or re.fullmatch(r"\\[bBAZ]", atom):
        return SAMPLE
    single = re.compile(atom, re.IGNORECASE | re.DOTALL)
    own = {atom[-1].lower(), atom[-1].upper()} if len(atom) <= 2 else set(atom)
    return frozenset(character for character in SAMPLE | own if single.fullmatch(character))


def repeats(token: re.Match[str] | None) -> tuple[int, float]:
    """How often the atom before a token stands, at least and at most."""
    sign = token["repeat"] if token else None
    if sign is None:
        return 1, 1
    if sign in "*+?":
        return int(sign == "+"), 1 if sign == "?" else float("inf")
    least, comma, most = sign.strip("{}").partition(",")
    return int(least or 0), float(most) if most else float("inf") if comma else int(least or 0)
