"""A source file that was read: its tree, its findings, and the way from a path to a place."""

from __future__ import annotations

from collections.abc import Sequence as Path
from dataclasses import dataclass, field

from fieldpact.findings import Finding, Span
from fieldpact.source.nodes import Entry, Mapping, Node, Sequence
from fieldpact.source.text import Source


@dataclass(slots=True)
class Document:
    """`root` is None when the file can't be read as YAML at all; then `findings` say why.

    `repaired` are those findings whose fix the tree already has in it.
    """

    source: Source
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)
    repaired: list[Finding] = field(default_factory=list)

    def find(self, path: Path[str | int]) -> Node | None:
        """The node at a path of keys and places in lists, or None."""
        node, depth, _ = self._walk(path)
        return node if depth == len(path) else None

    def value_span(self, path: Path[str | int]) -> Span:
        """Where the value at `path` stands, or the value of its nearest ancestor that exists."""
        node, _, _ = self._walk(path)
        return node.span if node else self.source.span(0, 0)

    def key_span(self, path: Path[str | int]) -> Span:
        """Where the key at `path` stands (a list's item has none: its value), or that of its nearest ancestor."""
        node, _, entry = self._walk(path)
        if entry:
            return entry.key.span
        return node.span if node else self.source.span(0, 0)

    def _walk(self, path: Path[str | int]) -> tuple[Node | None, int, Entry | None]:
        """The deepest node on the way, how many steps were made, and the entry it is the value of."""
        node, entry = self.root, None
        for depth, step in enumerate(path):
            if isinstance(node, Mapping) and (found := node.entry(str(step))):
                node, entry = found.value, found
            elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                node, entry = node.items[step], None
            else:
                return node, depth, entry
        return node, len(path), entry
