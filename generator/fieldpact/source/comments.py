"""The comments of a file. libyaml drops them; they are what stands behind a `#` outside of every scalar."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.source.nodes import Mapping, Node, Scalar, Sequence
from fieldpact.source.places import YamlPlaces
from fieldpact.source.text import Source

_COMMENT = re.compile(r"#[^\r\n]*")


@unchanging
class Comment:
    """`own_line`: nothing but blanks stands before it. `col` counts from 1."""

    offset: int
    col: int
    text: str
    own_line: bool
    blank_before: bool


def scan(source: Source, root: Node) -> list[Comment]:
    """All comments in order, but those in the header of a block scalar, which stay with it."""
    found: list[Comment] = []
    at = 0
    taken = sorted(extent(source, scalar) for scalar in scalars(root))
    for start, end in [*taken, (len(source.text), len(source.text))]:
        for match in _COMMENT.finditer(source.text, at, start):
            line, col = source.line_col(match.start())
            own_line = not source.line(line)[: col - 1].strip()
            blank = own_line and line > 1 and not source.line(line - 1).strip()
            found.append(Comment(match.start(), col, match[0].rstrip(), own_line, blank))
        at = max(at, end)
    return found


def extent(source: Source, scalar: Scalar) -> tuple[int, int]:
    """Start and end of a scalar in its source; of a block scalar with all its lines."""
    if isinstance(scalar.places, YamlPlaces):
        return scalar.places.start, scalar.places.end
    span = scalar.span
    return source.offset(span.line, span.col), source.offset(span.end_line, span.end_col)


def scalars(root: Node) -> Iterator[Scalar]:
    """All scalars of a tree, keys too."""
    return (leaf for leaf in leaves(root) if isinstance(leaf, Scalar))


def leaves(root: Node) -> Iterator[Node]:
    """All scalars and empty collections of a tree in reading order, keys too."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        children: list[Node] = []
        if isinstance(node, Mapping):
            children = [part for entry in node for part in (entry.key, entry.value)]
        elif isinstance(node, Sequence):
            children = node.items
        if children:
            stack += reversed(children)
        else:
            yield node
