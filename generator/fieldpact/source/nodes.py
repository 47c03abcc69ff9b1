"""The tree of a source file: raw texts with places. Types are the schema's matter, not YAML's.

Nobody changes a node; they aren't frozen because a file has thousands, and freezing doubles the time to make one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from fieldpact.findings import Span

Style = Literal["plain", "single", "double", "literal", "folded"]


class Place(Protocol):
    """Knows where a node stands in its file, and works it out when somebody asks: most are never pointed at."""

    @property
    def whole(self) -> Span: ...


class Places(Place, Protocol):
    """Knows where each character of a scalar's text stands too."""

    def span(self, start: int, end: int) -> Span: ...


@dataclass(slots=True, eq=False)
class Scalar:
    """A value as text, with quotes and escapes already taken away. `key:` alone has the plain text ""."""

    text: str
    style: Style
    places: Places

    @property
    def span(self) -> Span:
        return self.places.whole

    def place(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the file, through escapes, folded lines and indentation."""
        return self.places.span(start, end)


@dataclass(slots=True, eq=False)
class Entry:
    """One `key: value` of a mapping."""

    key: Scalar
    value: Node


@dataclass(slots=True, eq=False)
class Mapping:
    """Entries in the author's order; of a key written twice only the first is kept. `flow` means in braces."""

    entries: list[Entry]
    place: Place
    flow: bool = False

    @property
    def span(self) -> Span:
        return self.place.whole

    def get(self, key: str) -> Node | None:
        entry = self.entry(key)
        return entry.value if entry else None

    def entry(self, key: str) -> Entry | None:
        return next((entry for entry in self.entries if entry.key.text == key), None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


@dataclass(slots=True, eq=False)
class Sequence:
    """Items in order. `flow` means in square brackets."""

    items: list[Node]
    place: Place
    flow: bool = False

    @property
    def span(self) -> Span:
        return self.place.whole

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


Node = Scalar | Mapping | Sequence
