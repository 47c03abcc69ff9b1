"""Texts against patterns. Patterns that can take exponential time are refused, and texts are bounded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

from fieldapp.formula.registry import function
from fieldapp.formula.values import ErrorValue, Value, invalid

LONGEST_PATTERN = 500
LONGEST_TEXT = 10_000
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
    return None


@lru_cache(maxsize=256)
def compiled(pattern: str, options: str) -> re.Pattern[str] | ErrorValue:
    why = risk(pattern)
    if why is not None:
        return ErrorValue("BadRegex", why)
    flags = re.IGNORECASE if "i" in options else re.NOFLAG
    start = r"\A" if "c" not in options or "^" in options else ""
    end = r"\Z" if "c" not in options or "$" in options else ""
    return re.compile(f"{start}(?:{pattern}){end}", flags)


@function("IsMatch(text: text, pattern: text, options?: option) -> boolean")
def is_match(text: str, pattern: str, options: Any = None) -> Value:
    """Whether a whole text fits a pattern; MatchOptions.Contains looks for it anywhere, IgnoreCase takes any case.

    >>> IsMatch("SE-123", "[A-Z]{2}-\\d+")
    true
    >>> IsMatch("order 12", "\\d+", MatchOptions.Contains)
    true
    """
    if len(text) > LONGEST_TEXT:
        return invalid(f"IsMatch takes texts of up to {LONGEST_TEXT} characters.")
    expression = compiled(pattern, str(options or ""))
    if isinstance(expression, ErrorValue):
        return expression
    return expression.search(text) is not None
