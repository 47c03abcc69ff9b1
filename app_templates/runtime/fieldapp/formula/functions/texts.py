"""Texts. Positions count Unicode characters from 1; no result is longer than a million of them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from fieldapp.formula import coerce, operators
from fieldapp.formula.registry import function
from fieldapp.formula.values import LONGEST_TEXT, TOO_LONG, ErrorValue, Value, invalid
from fieldapp.formula.work import spend_on_new

NEGATIVE = "The number of characters can't be negative."


@function("Len(text: text) -> number")
def len_(text: str) -> Value:
    """How many characters.

    >>> Len("hej")
    3
    """
    return Decimal(len(text))


@function("Left(text: text, count: integer) -> text")
def left(text: str, count: int) -> Value:
    """The first characters.

    >>> Left("abc", 2)
    "ab"
    """
    return invalid(NEGATIVE) if count < 0 else text[:count]


@function("Right(text: text, count: integer) -> text")
def right(text: str, count: int) -> Value:
    """The last characters.

    >>> Right("abc", 2)
    "bc"
    """
    return invalid(NEGATIVE) if count < 0 else text[max(0, len(text) - count) :]


@function("Mid(text: text, start: integer, count?: integer) -> text")
def mid(text: str, start: int, count: int = LONGEST_TEXT) -> Value:
    """Characters from a position on.

    >>> Mid("abcdef", 2, 3)
    "bcd"
    """
    if start < 1:
        return invalid("Positions count from 1.")
    return invalid(NEGATIVE) if count < 0 else text[start - 1 : start - 1 + count]


@function("Upper(text: text) -> text")
def upper(text: str) -> Value:
    """In capitals.

    >>> Upper("åb")
    "ÅB"
    """
    return text.upper()


@function("Lower(text: text) -> text")
def lower(text: str) -> Value:
    """In small letters.

    >>> Lower("AB")
    "ab"
    """
    return text.lower()


@function("Proper(text: text) -> text")
def proper(text: str) -> Value:
    """Each word with a capital first.

    >>> Proper("o'neil AND sons")
    "O'neil And Sons"
    """
    inside, result = False, []
    for character in text:
        result.append(character.lower() if inside else character.upper())
        inside = character.isalpha() or (inside and (character.isdigit() or character == "'"))
    return "".join(result)


@function("Trim(text: text) -> text")
def trim(text: str) -> Value:
    """Without spaces at the ends, and single ones between words.

    >>> Trim("  a   b ")
    "a b"
    """
    return " ".join(part for part in text.split(" ") if part)


@function("TrimEnds(text: text) -> text")
def trim_ends(text: str) -> Value:
    """Without spaces at the ends.

    >>> TrimEnds("  a   b ")
    "a   b"
    """
    return text.strip(" ")


@function("Substitute(text: text, old: text, new: text, which?: integer) -> text")
def substitute(text: str, old: str, new: str, which: int | None = None) -> Value:
    """Each occurrence of a text replaced, or only one of them.

    >>> Substitute("a-b-c", "-", "+", 2)
    "a-b+c"
    """
    if which is not None and which < 1:
        return invalid("Occurrences count from 1.")
    if not old:
        return text
    if len(text) + text.count(old) * len(new) > LONGEST_TEXT:
        return TOO_LONG
    if which is None:
        return text.replace(old, new)
    at = -len(old)
    for _ in range(min(which, len(text) + 1)):
        at = text.find(old, at + len(old))
        if at < 0:
            return text
    return text[:at] + new + text[at + len(old) :]


@function("Replace(text: text, start: integer, count: integer, new: text) -> text")
def replace(text: str, start: int, count: int, new: str) -> Value:
    """Characters from a position replaced.

    >>> Replace("abcdef", 2, 3, "-")
    "a-ef"
    """
    if start < 1:
        return invalid("Positions count from 1.")
    if count < 0:
        return invalid(NEGATIVE)
    return operators.joined((text[: start - 1], new, text[start - 1 + count :]))


@function("Find(text: text, within: text, start?: integer) -> number")
def find(text: str, within: str, start: int = 1) -> Value:
    """Where a text stands in another, from 1; blank where it doesn't.

    >>> Find("c", "abcabc", 4)
    6
    """
    if not 1 <= start <= len(within) + 1:
        return invalid("The position is outside the text.")
    at = within.find(text, start - 1)
    return None if at < 0 else Decimal(at + 1)


@function("StartsWith(text: text, start: text) -> boolean")
def starts_with(text: str, start: str) -> Value:
    """Whether a text begins with another, in any case.

    >>> StartsWith("Hello", "he")
    true
    """
    return text.casefold().startswith(start.casefold())


@function("EndsWith(text: text, end: text) -> boolean")
def ends_with(text: str, end: str) -> Value:
    """Whether a text ends with another, in any case.

    >>> EndsWith("Hello", "LO")
    true
    """
    return text.casefold().endswith(end.casefold())


@function("Split(text: text, separator: text) -> texts")
def split(text: str, separator: str) -> Value:
    """The parts between separators, as a table with the column Value.

    >>> Split("a,b", ",")
    ["a", "b"]
    """
    spend_on_new(text.count(separator))
    parts = text.split(separator) if separator else list(text)
    return [{"Value": part} for part in parts]


@function("Concatenate(...texts: text) -> text")
def concatenate(*texts: str) -> Value:
    """Texts one after another, as `&` does.

    >>> Concatenate("a", 1, true)
    "a1true"
    """
    return operators.joined(texts)


@function("Concat(table: table, text: row:text, separator?: text) -> text")
def concat(table: list[Any] | None, each: Callable[[Any], Any], separator: str = "") -> Value:
    """A text for each row, one after another.

    >>> Concat(["a", "b"], Value, ", ")
    "a, b"
    """
    if table is None:
        return None
    parts = [coerce.text(each(row)) for row in table]
    for part in parts:
        if isinstance(part, ErrorValue):
            return part
    return operators.joined([str(part) for part in parts], separator)


@function("Char(code: integer) -> text")
def char(code: int) -> Value:
    """The character with a code from 1 to 255.

    >>> Char(65)
    "A"
    """
    if not 1 <= code <= 255:
        return invalid("Char takes a code from 1 to 255.")
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)
