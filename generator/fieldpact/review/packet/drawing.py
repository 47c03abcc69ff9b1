"""A flow map as SVG: columns from left to right, rounded boxes, curved lines. Colours come from the page's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, Protocol

WIDTH: Final = 184
HEIGHT: Final = 46
GAP: Final = 12
BETWEEN: Final = 64
TOP: Final = 30
MARGIN: Final = 2
MOST: Final = 48
"""Nodes that are drawn one by one; of more, those of a table and a column share a box."""
LETTERS: Final = 27
"""That fit into a box on one line."""


class Node(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def table(self) -> str: ...
    @property
    def level(self) -> str: ...


class Flow(Protocol):
    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


class _Box:
    """One box: a node, or several of a table that share one."""

    def __init__(self, first: Node) -> None:
        self.nodes = [first]
        self.x = self.y = 0

    @property
    def lines(self) -> tuple[str, str]:
        first = self.nodes[0]
        if len(self.nodes) > 1:
            return first.table or first.kind, f"{len(self.nodes)} {_many(first.kind)}"
        return first.label, f"{first.table} · {first.kind}" if first.table else first.kind

    @property
    def level(self) -> str:
        return "restricted" if any(node.level == "restricted" for node in self.nodes) else "personal"


def draw(nodes: Sequence[Node], flows: Sequence[Flow], says: str) -> str:
    """The picture. `says` is what a screen reader reads in its place."""
    linked = {end for flow in flows for end in (flow.source, flow.target)}
    shown = [node for node in nodes if node.id in linked]
    columns = _columns(shown, flows)
    boxes = _boxes(shown, columns)
    last = max(columns.values()) if columns else 0
    by_column: dict[int, list[_Box]] = {}
    for column, box in boxes:
        by_column.setdefault(column, []).append(box)
    most = max(len(each) for each in by_column.values())
    height = most * (HEIGHT + GAP) - GAP + TOP + 2 * MARGIN
    at: dict[str, _Box] = {}
    for column, each in sorted(by_column.items()):
        each.sort(key=lambda box: _weight(box, flows, at))
        above = (most - len(each)) * (HEIGHT + GAP) // 2
        for row, box in enumerate(each):
            box.x = MARGIN + column * (WIDTH + BETWEEN)
            box.y = MARGIN + TOP + above + row * (HEIGHT + GAP)
            at |= {node.id: box for node in box.nodes}
    width = (last + 1) * WIDTH + last * BETWEEN + 2 * MARGIN
    lines = dict.fromkeys((at[flow.source], at[flow.target]) for flow in flows)
    drawn = [_line(start, end) for start, end in lines if start is not end]
    heads = [_head(column, last) for column in sorted(by_column)]
    return (
        f'<svg class="flows" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(says)}">' + "".join([*drawn, *heads, *(_box(box) for _, box in boxes)]) + "</svg>"
    )


def _columns(nodes: Sequence[Node], flows: Sequence[Flow]) -> Mapping[str, int]:
    """By node the column: one right of what it is made of. What comes out stands in the last one."""
    found = {node.id: 0 for node in nodes}
    for _ in range(min(len(nodes), 8)):  # flows may go round in circles
        moved = False
        for flow in flows:
            if found[flow.target] <= found[flow.source] < 5:
                found[flow.target] = found[flow.source] + 1
                moved = True
        if not moved:
            break
    outlets = {node.id for node in nodes if node.kind in ("list", "search", "message", "export", "connector")}
    inner = [column for id, column in found.items() if id not in outlets]
    last = max(inner, default=0) + 1
    return {id: last if id in outlets else column for id, column in found.items()}


def _boxes(nodes: Sequence[Node], columns: Mapping[str, int]) -> list[tuple[int, _Box]]:
    """A box a node; of many nodes, one for those of the same column, table and kind."""
    boxes: dict[tuple[int, str, str], _Box] = {}
    for node in nodes:
        column = columns[node.id]
        key = (column, node.table, node.kind) if len(nodes) > MOST else (column, node.id, "")
        if key in boxes:
            boxes[key].nodes.append(node)
        else:
            boxes[key] = _Box(node)
    return [(key[0], box) for key, box in boxes.items()]


def _weight(box: _Box, flows: Sequence[Flow], at: Mapping[str, _Box]) -> float:
    """How far down what it is made of stands, so that lines cross seldom."""
    own = {node.id for node in box.nodes}
    sources = [at[flow.source].y for flow in flows if flow.target in own and flow.source in at]
    return sum(sources) / len(sources) if sources else 0.0


def _many(kind: str) -> str:
    return {"search": "searches", "title": "titles"}.get(kind, f"{kind}s")


def _head(column: int, last: int) -> str:
    text = "comes in" if column == 0 else "comes out" if column == last else "is made of it"
    return f'<text class="head" x="{MARGIN + column * (WIDTH + BETWEEN)}" y="{MARGIN + 14}">{text}</text>'


def _line(start: _Box, end: _Box) -> str:
    x, y = start.x + WIDTH, start.y + HEIGHT // 2
    to_x, to_y = end.x, end.y + HEIGHT // 2
    bend = max(30, abs(to_x - x) // 2)
    return f'<path class="{end.level}" d="M{x} {y}C{x + bend} {y} {to_x - bend} {to_y} {to_x} {to_y}"/>'


def _box(box: _Box) -> str:
    name, below = box.lines
    return (
        f'<g class="{box.level}"><title>{escape(name)}</title>'
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
        f'<text x="{box.x + 10}" y="{box.y + 19}">{escape(_cut(name))}</text>'
        f'<text class="below" x="{box.x + 10}" y="{box.y + 36}">{escape(_cut(below))}</text></g>'
    )


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
