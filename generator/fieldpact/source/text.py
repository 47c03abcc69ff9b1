"""A source file as text, with places."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from fieldpact.findings import Span

_BREAK = re.compile(r"\r\n|\r|\n")


class Source:
    """The text of one file. Offsets count characters from 0; lines and columns are those of `Span`."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    @property
    def line_count(self) -> int:
        return len(self._starts)

    def span(self, start: int, end: int) -> Span:
        """The place between two offsets; offsets outside the text are moved to its edge."""
        line, col = self.line_col(start)
        end_line, end_col = self.line_col(max(start, end))
        return Span(self.name, line, col, end_line, end_col)

    def line_col(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, col: int) -> int:
        """The offset of a line and column, the way back from `line_col`."""
        if line > len(self._starts):
            return len(self.text)
        return min(self._starts[line - 1] + col - 1, len(self.text))

    def line(self, number: int) -> str:
        """Line `number`, from 1, without its line break; empty past the end."""
        if not 1 <= number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def line_end(self, offset: int) -> int:
        """The offset at which the line of `offset` ends, before its line break."""
        line, _ = self.line_col(offset)
        return self._starts[line - 1] + len(self.line(line))
