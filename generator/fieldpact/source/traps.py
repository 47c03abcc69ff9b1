"""Values that YAML cut in two without a word, above all formulas written in braces.

`{formula: =If(a, b)}` is read by YAML as a formula `=If(a` and a key `b)`. Such a value gets a finding with the quoted
value as fix. So that the rest of the file is still checked, the reader then reads the file again as if the quotes were
there (`Repair`).
"""

from __future__ import annotations

import re

from fieldapp.unchanging import unchanging
from fieldpact.findings import Edit, Finding, Fix, Severity
from fieldpact.source.formula_keys import FORMULA_KEYS
from fieldpact.source.places import FOLD
from fieldpact.source.text import Source

_CLOSES = {")": "(", "]": "[", "}": "{"}
_LONGEST = 4000
_COLOUR_OR_NUMBER = re.compile(r"[ \t]*(#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}|\d+)\b[^\r\n]*)")
_COMMENT = re.compile(r"[ \t]+#")


@unchanging
class Repair:
    """Stretches of the text that are read as if they were harmless, and what to tell the author.

    In place of each character that `blanked` matches the parser sees `filler`, so every other place stays the same.
    """

    stretches: tuple[tuple[int, int], ...]
    finding: Finding
    blanked: str = r"\S"
    filler: str = "x"


def quoted(text: str) -> str:
    """The text in quotes that keep it as it is: single ones, unless it holds only single quotes itself."""
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def quote_fix(source: Source, start: int, end: int) -> Fix:
    value = quoted(FOLD.sub(" ", source.text[start:end]))
    return Fix(f"write {value}", (Edit(source.span(start, end), value),))


def quoting_repair(source: Source, start: int, end: int, code: str, message: str) -> Repair:
    finding = Finding(
        code, message, source.span(start, end), hint="put the whole value in quotes", fix=quote_fix(source, start, end)
    )
    return Repair(((start, end),), finding)


def cut_value(source: Source, key: str, start: int, end: int, flow: bool) -> Repair | None:
    """A repair if the plain value at `start:end` goes on behind the end that YAML gave it."""
    text = source.text
    formula = text.startswith("=", start) or key in FORMULA_KEYS
    if flow:
        opened = "(" in text[start:end] and text.count("(", start, end) > text.count(")", start, end)
        if not formula and not opened:
            return None
        stop, closed = extent(text, start, flow=True)
        if stop <= end or not (formula or closed):
            return None
    else:
        if not formula or not _COMMENT.match(text, end):
            return None
        stop, closed = extent(text, start, flow=False)
        if stop <= end or not closed:
            return None
    return _cut(source, start, end, stop, "formula" if formula else "text")


def _cut(source: Source, start: int, end: int, stop: int, what: str) -> Repair:
    cutter = source.text[end:stop].lstrip()[:1]
    whole = FOLD.sub(" ", source.text[start:stop])
    seen = FOLD.sub(" ", source.text[start:end])
    why = "a # after a blank starts a comment"
    if cutter != "#":
        name = {",": "a comma", ":": "a colon"}.get(cutter, f"`{cutter}`")
        why = f"between braces or brackets {name} ends a value that has no quotes"
    message = f"YAML reads only `{seen}` of `{whole}`: {why}"
    return quoting_repair(source, start, stop, cut_code(what, cutter), message)


def cut_code(what: str, cutter: str) -> str:
    """The code of the finding for a "formula" or "text" that this character cut."""
    return f"{what}-cut-by-" + {",": "comma", "#": "hash", ":": "colon"}.get(cutter, "bracket")


def cut_by_comment(source: Source, end: int) -> Finding | None:
    """A warning if a colour or a number behind a value is taken for a comment: `color: #0B6E4F`, `Shelf #4`."""
    found = _COLOUR_OR_NUMBER.match(source.text, end)
    if not found:
        return None
    start = _value_start(source, end)
    stop = start + len(source.text[start : found.end()].rstrip())
    return Finding(
        "text-cut-by-hash",
        f"YAML takes `{found[1].rstrip()}` for a comment, because of the # after a blank",
        source.span(found.start(1), stop),
        Severity.WARNING,
        hint="put the whole value in quotes, or leave a blank behind the # of a comment",
        fix=quote_fix(source, start, stop),
    )


def _value_start(source: Source, end: int) -> int:
    """Where the plain value that ends at `end` starts; behind its key's colon when it is empty."""
    line, _ = source.line_col(end)
    head = source.text[source.offset(line, 1) : end]
    if head.endswith((":", "-")):
        return source.text.index("#", end)
    key = max(head.rfind(": "), head.rfind("- "), head.rfind(":\t"))
    start = source.offset(line, 1) + key + 2 if key >= 0 else source.offset(line, 1)
    return start + len(source.text[start:end]) - len(source.text[start:end].lstrip())


def extent(text: str, start: int, flow: bool) -> tuple[int, bool]:
    """Where a formula that starts at `start` was meant to end, and whether its brackets and quotes are closed there.

    In braces (`flow`) it ends at a comma or closing brace outside its own brackets, else at the end of the line.
    """
    stack: list[str] = []  # open brackets; `"` in a text, `$` in a text with formulas in braces
    at = start
    while at < min(len(text), start + _LONGEST):
        char = text[at]
        inside = stack[-1] if stack else ""
        if char in "\r\n" and (not flow or inside in ('"', "$", "")):
            break
        if inside in ('"', "$"):
            if text.startswith('""', at) or (inside == "$" and text.startswith("{{", at)):
                at += 2
                continue
            if char == '"':
                stack.pop()
            elif char == "{" and inside == "$":
                stack.append("{")
        elif char == '"':
            stack.append("$" if at > start and text[at - 1] == "$" else '"')
        elif char in "([{":
            stack.append(char)
        elif char in _CLOSES:
            if inside == _CLOSES[char]:
                stack.pop()
            elif flow:
                break
        elif (char == "," and flow and not stack) or (char == "#" and text[at - 1] in " \t\r\n"):
            break
        at += 1
    return start + len(text[start:at].rstrip()), not stack
