"""What a page of a packet is made of: a few kinds of blocks. Their texts are data, escaped where they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from fieldapp.unchanging import unchanging

Tone = Literal["plain", "good", "warn", "bad", "quiet"]


@unchanging
class Mark:
    """A word that stands out. Its tone is never the only bearer of what it says."""

    text: str
    tone: Tone = "plain"
    kind: Literal["mark"] = "mark"


@unchanging
class Code:
    """Text as it stands in a file: a formula, a path, a digest."""

    text: str
    kind: Literal["code"] = "code"


Piece: TypeAlias = str | Mark | Code
Cell: TypeAlias = Piece | Sequence[Piece]
"""A cell with several pieces has one on each line."""


@unchanging
class Table:
    """`caption` is what a screen reader announces; the first cell of each row is its header."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    kind: Literal["table"] = "table"


@unchanging
class Words:
    """A paragraph; `tone` sets it in a box."""

    pieces: Sequence[Piece]
    tone: Tone | None = None
    kind: Literal["words"] = "words"


@unchanging
class Bullets:
    items: Sequence[Cell]
    kind: Literal["bullets"] = "bullets"


@unchanging
class Pairs:
    """Names with what they are: a definition list."""

    pairs: Sequence[tuple[str, Cell]]
    kind: Literal["pairs"] = "pairs"


@unchanging
class Part:
    """A heading below the section's own."""

    title: str
    kind: Literal["part"] = "part"


@unchanging
class Listing:
    """Lines of a file or of a difference, each with the tone that its first character gives it."""

    caption: str
    lines: Sequence[tuple[Tone, str]]
    kind: Literal["listing"] = "listing"


@unchanging
class Fold:
    """Blocks that are folded on a screen and open on paper."""

    summary: str
    blocks: Sequence[Block]
    kind: Literal["fold"] = "fold"


@unchanging
class Drawing:
    """An SVG drawn by us; its texts are escaped by who draws it."""

    svg: str
    caption: str
    kind: Literal["drawing"] = "drawing"


@unchanging
class Shot:
    """A picture as a data address, with what it shows."""

    source: str
    says: str
    caption: str
    width: int
    height: int


@unchanging
class Shots:
    shots: Sequence[Shot]
    kind: Literal["shots"] = "shots"


Block: TypeAlias = Table | Words | Bullets | Pairs | Part | Listing | Fold | Drawing | Shots


@unchanging
class Section:
    """One section of the page. `brief` stands beside its name in the contents."""

    id: str
    title: str
    brief: str
    blocks: Sequence[Block]


def words(*pieces: Piece, tone: Tone | None = None) -> Words:
    return Words(pieces, tone)


def class_mark(level: str) -> Mark:
    """A class of data, standing out the more the closer it is kept."""
    tones: dict[str, Tone] = {"restricted": "bad", "personal": "warn", "confidential": "warn"}
    return Mark(level, tones.get(level, "quiet"))


def counted(count: int, one: str, many: str = "") -> str:
    """`1 table`, `3 tables`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], none: str = "none") -> str:
    return ", ".join(names) if names else none
