"""Texts against patterns. Patterns that can take exponential time are refused, and texts are bounded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from fieldapp.formula.backtracking import degree
from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value, invalid

LONGEST_PATTERN = 500
LONGEST_TEXT: Final = (10_000, 10_000, 3_000, 250, 80)
"""By the power of the length that a pattern's work grows with; a greater one is refused."""
NAMED: Final = {
    "Digit": r"\d",
    "MultipleDigits": r"\d+",
    "OptionalDigits": r"\d*",
    "Letter": r"[^\W\d_]",
    "MultipleLetters": r"[^\W\d_]+",
    "OptionalLetters": r"[^\W\d_]*",
    "Any": r".",
    "Comma": ",",
    "Hyphen": "-",
    "Period": r"\.",
    "Space": r"\s",
    "MultipleSpaces": r"\s+",
    "Email": r"[^@\s]{1,64}@[^@\s.]+\.[^@\s]+",
}
"""The enumeration Match."""
VARIABLE = re.compile(r"[*+?|]|\{\d*,\d*\}")
"""What lets a group match in more than one way."""
REPEATED = re.compile(r"[*+]|\{\d*,?\d*\}")
TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?[:=!<][=!]?)?|\)|\||[*+?]|\{\d+(?:,\d*)?\}|.", re.DOTALL)


def risk(pattern: str) -> str | None:
    """Why a pattern is refused: too long, a group of many ways repeated, a back reference; None if it is fine."""
    if len(pattern) > LONGEST_PATTERN:
        return f"The pattern is longer than {LONGEST_PATTERN} characters."
    stack: list[bool] = [False]
    tokens = TOKEN.findall(pattern)
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token.startswith("("):
            stack.append(False)
        elif token == ")" and len(stack) > 1:
            repeats = stack.pop()
            if repeats and REPEATED.fullmatch(following):
                return "A repetition of alternatives or of repetitions can take forever; say it with one repetition."
            stack[-1] = stack[-1] or repeats or bool(VARIABLE.fullmatch(following))
        elif re.fullmatch(r"\\\d", token):
            return "References back to a group are not part of the language."
        elif VARIABLE.fullmatch(token):
            stack[-1] = True
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return "The pattern can't be read."
    if degree(pattern) >= len(LONGEST_TEXT):
        return "So many repetitions of the same characters can take forever; put something else between them."
    return None


@lru_cache(maxsize=256)
def compiled(pattern: str, options: str) -> tuple[re.Pattern[str], int] | ErrorValue:
    """The pattern to search with, and the length of the longest text for it."""
    why = risk(pattern)
    if why is not None:
        return ErrorValue("BadRegex", why)
    flags = re.IGNORECASE if "i" in options else re.NOFLAG
    start = r"\A" if "c" not in options or "^" in options else ""
    end = r"\Z" if "c" not in options or "$" in options else ""
    # A search from every place is one more power; it may be the last one that is allowed.
    power = min(degree(pattern) + (not start), len(LONGEST_TEXT) - 1)
    return re.compile(f"{start}(?:{pattern}){end}", flags), LONGEST_TEXT[power]


@function("IsMatch(text: text, pattern: text, options?: option) -> boolean")
def is_match(text: str, pattern: str, options: Any = None) -> Value:
    """Whether a whole text fits a pattern; MatchOptions.Contains looks for it anywhere, IgnoreCase takes any case.

    >>> IsMatch("SE-123", "[A-Z]{2}-\\d+")
    true
    >>> IsMatch("order 12", "\\d+", MatchOptions.Contains)
    true
    """
    found = compiled(pattern, str(options or ""))
    if isinstance(found, ErrorValue):
        return found
    expression, longest = found
    if len(text) > longest:
        return invalid(f"IsMatch takes texts of up to {longest} characters with this pattern.")
    return expression.search(text) is not None
