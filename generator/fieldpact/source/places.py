"""Where each character of a YAML scalar stands in the file.

Scalars lose quotes, escapes, indentation and folded line breaks on the way to their text. Findings inside a formula
need the way back. It is worked out only when somebody asks, by reading the scalar's source once more.
"""

from __future__ import annotations

import re
from functools import cached_property

from fieldpact.findings import Span
from fieldpact.source.nodes import Style
from fieldpact.source.text import Source

# A line break inside a plain or quoted scalar, with the blanks around it and the empty lines after it.
FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_HEX = {"x": 2, "u": 4, "U": 8}

Piece = tuple[str, int, int]  # one character of the text, and where its source starts and ends


class Stretch:
    """The place of a mapping or list."""

    __slots__ = ("end", "source", "start")

    def __init__(self, source: Source, start: int, end: int) -> None:
        self.source = source
        self.start = start
        self.end = end

    @property
    def whole(self) -> Span:
        return self.source.span(self.start, self.end)


class YamlPlaces:
    """The places of one scalar whose source is `source.text[start:end]`, quotes and block header included."""

    __slots__ = ("__dict__", "end", "source", "start", "style", "text")

    def __init__(self, source: Source, start: int, end: int, style: Style, text: str) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.style = style
        self.text = text

    @property
    def raw(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def whole(self) -> Span:
        """The scalar without the blank lines below a block."""
        return self.source.span(self.start, self.shown_end)

    @property
    def shown_end(self) -> int:
        """Where its last character stands that people see."""
        return self.start + len(self.raw.rstrip()) if self.style in ("literal", "folded") else self.end

    def span(self, start: int, end: int) -> Span:
        size = len(self.text)
        start = min(max(start, 0), size)
        end = min(max(end, start), size)
        lead = 1 if self.style in ("single", "double") else 0
        if self.raw[lead : lead + size] == self.text and len(self.raw) == size + 2 * lead:
            base = self.start + lead
            return self.source.span(base + start, base + end)
        pieces = self._pieces
        if not pieces:
            return self.source.span(self.start, self.end)
        first = pieces[start][1] if start < size else pieces[-1][2]
        last = pieces[end - 1][2] if end > start else first
        return self.source.span(self.start + first, self.start + last)

    @cached_property
    def _pieces(self) -> list[Piece]:
        """One piece for each character of the text, or none if the source doesn't spell it."""
        raw = self.raw
        if self.style == "plain":
            pieces = flow_pieces(raw, 0, len(raw), self.style)
        elif self.style in ("single", "double"):
            pieces = flow_pieces(raw, 1, len(raw) - 1, self.style)
        else:
            indent = block_indent(raw, self.style, self.text)
            pieces = [] if indent is None else block_pieces(raw, self.style, indent, len(self.text))
        return pieces if "".join(piece[0] for piece in pieces) == self.text else []


def flow_pieces(raw: str, start: int, end: int, style: Style) -> list[Piece]:
    """The characters of a plain or quoted scalar: line breaks folded, escapes resolved."""
    pieces: list[Piece] = []
    at = start
    while at < end:
        fold = FOLD.match(raw, at, end)
        if fold:
            pieces += _folded_breaks(fold, keep_first=False)
            at = fold.end()
        elif style == "single" and raw.startswith("''", at):
            pieces.append(("'", at, at + 2))
            at += 2
        elif style == "double" and raw[at] == "\\":
            continued = FOLD.match(raw, at + 1, end) if raw[at + 1] in "\r\n" else None
            if continued:
                pieces += _folded_breaks(continued, keep_first=True)
                at = continued.end()
            else:
                pieces.append((_escaped(raw, at), at, at + 2 + _HEX.get(raw[at + 1], 0)))
                at = pieces[-1][2]
        else:
            pieces.append((raw[at], at, at + 1))
            at += 1
    return pieces


def _folded_breaks(fold: re.Match[str], keep_first: bool) -> list[Piece]:
    """One break is a space, further ones are themselves; after a backslash the first is nothing."""
    breaks = [(fold.start() + found.start(), fold.start() + found.end()) for found in _BREAK.finditer(fold[0])]
    if len(breaks) == 1:
        return [] if keep_first else [(" ", fold.start(), fold.end())]
    return [("\n", start, end) for start, end in breaks[1:]]


_ESCAPES = dict(zip('0abtnvfre"/\\N_LP \t', '\0\a\b\t\n\v\f\r\x1b"/\\\x85\xa0\u2028\u2029 \t', strict=True))


def _escaped(raw: str, at: int) -> str:
    kind = raw[at + 1]
    if kind in _HEX:
        return chr(int(raw[at + 2 : at + 2 + _HEX[kind]], 16))
    return _ESCAPES[kind]


def block_lines(raw: str) -> list[tuple[int, int]]:
    """Start and end of each line after the header of a block scalar, line breaks left out."""
    breaks = list(_BREAK.finditer(raw))
    starts = [found.end() for found in breaks]
    ends = [found.start() for found in breaks[1:]] + [len(raw)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < len(raw)]


def block_indent(raw: str, style: Style, text: str) -> int | None:
    """How many blanks the lines of a block scalar are indented by: the number that gives back its text."""
    lines = [raw[start:end] for start, end in block_lines(raw)]
    widths = [len(line) - len(line.lstrip(" ")) for line in lines]
    likely = next((width for width, line in zip(widths, lines, strict=True) if width < len(line)), 0)
    candidates: list[int] = [likely, *range(max(widths, default=0) + 1)]
    for indent in candidates:
        if "".join(piece[0] for piece in block_pieces(raw, style, indent, len(text))) == text:
            return indent
    return None


def block_pieces(raw: str, style: Style, indent: int, size: int) -> list[Piece]:
    """The first `size` characters of a block scalar. A folded break is a space unless a neighbour is indented more."""
    pieces: list[Piece] = []
    pending: list[Piece] = []  # breaks since the last line with text
    deeper_before: bool | None = None  # None before the first line with text
    for start, end in block_lines(raw):
        after = end + 2 if raw.startswith("\r\n", end) else min(end + 1, len(raw))
        content = min(start + indent, end)
        if content == end:
            pending.append(("\n", end, after))
            continue
        deeper = raw[content] in " \t"
        if style == "folded" and deeper_before is False and not deeper:
            pending = [(" ", *pending[0][1:])] if len(pending) == 1 else pending[1:]
        pieces += pending
        pieces += [(raw[at], at, at + 1) for at in range(content, end)]
        pending = [("\n", end, after)]
        deeper_before = deeper
    return (pieces + pending)[:size]
