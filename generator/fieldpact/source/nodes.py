"""The tree of a source file: raw texts with places. Types are the schema's matter, not YAML's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from fieldpact.findings import Span

Style = Literal["plain", "single", "double", "literal", "folded"]


class Places(Protocol):
    """Knows where a scalar and each character of its text stand in its file."""

    @property
    def whole(self) -> Span: ...

    def span(self, start: int, end: int) -> Span: ...


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A value as text, with quotes and escapes already taken away. `key:` alone has the plain text ""."""

    text: str
    style: Style
    places: Places

    @property
    def span(self) -> Span:
        """Worked out only when somebody asks: most scalars are never pointed at."""
        return self.places.whole

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the file, through escapes, folded lines and indentation."""
        return self.places.span(start, end)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """Entries in the author's order; of a key written twice only the first is kept. `flow` means in braces."""

    entries: list[Entry]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key.text == key), None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """Items in order. `flow` means in square brackets."""

    items: list[Node]
    span: Span
    flow: bool = False

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


Node = Scalar | Mapping | Sequence
