"""A flow map as SVG: columns from left to right, rounded boxes, curved lines. Colours come from the page's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from typing import Final, Protocol

WIDTH: Final = 184
HEIGHT: Final = 46
GAP: Final = 12
BETWEEN: Final = 64
LANE: Final = 8
"""Height that a line takes where it passes a column."""
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


class _Slot:
    """Room in a column: for a box, or for a line that passes by."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.x = self.y = 0
        self.before: list[_Slot] = []

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def weight(self) -> float:
        """How far down what comes into it stands, so that lines cross seldom."""
        return sum(slot.middle for slot in self.before) / len(self.before) if self.before else 0.0


class _Box(_Slot):
    """One box: a node, or several of a table that share one."""

    def __init__(self, first: Node) -> None:
        super().__init__(HEIGHT)
        self.nodes = [first]

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
    column_of = _columns(shown, flows)
    boxes = _boxes(shown, column_of)
    at = {node.id: (column, box) for column, box in boxes for node in box.nodes}
    columns: list[list[_Slot]] = [[] for _ in range(max(column_of.values()) + 1)]
    for column, box in boxes:
        columns[column].append(box)
    pairs = dict.fromkeys((at[flow.source], at[flow.target]) for flow in flows)
    ways = [_way(start, end, columns) for start, end in pairs if start != end]
    height = _place(columns) + 2 * MARGIN
    width = len(columns) * (WIDTH + BETWEEN) - BETWEEN + 2 * MARGIN
    drawn = [_line(way) for way in ways]
    heads = [_head(column, len(columns) - 1) for column in range(len(columns))]
    return (
        f'<svg class="flows" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(says)}">' + "".join([*drawn, *heads, *(_drawn(box) for _, box in boxes)]) + "</svg>"
    )


def _way(start: tuple[int, _Box], end: tuple[int, _Box], columns: list[list[_Slot]]) -> list[_Slot]:
    """The slots from one box to another: in each column between them one of its own, so that no box is in the way."""
    passed = [_Slot(LANE) for _ in range(start[0] + 1, end[0])]
    for column, slot in enumerate(passed, start[0] + 1):
        columns[column].append(slot)
    way: list[_Slot] = [start[1], *passed, end[1]]
    for before, after in pairwise(way):
        after.before.append(before)
    return way


def _place(columns: list[list[_Slot]]) -> int:
    """Gives each slot its place and returns where the lowest one ends."""
    tall = [sum(slot.height + GAP for slot in each) - GAP for each in columns]
    for number, each in enumerate(columns):
        each.sort(key=lambda slot: slot.weight)
        down = MARGIN + TOP + (max(tall) - tall[number]) // 2
        for slot in each:
            slot.x, slot.y = MARGIN + number * (WIDTH + BETWEEN), down
            down += slot.height + GAP
    return MARGIN + TOP + max(tall)


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


def _many(kind: str) -> str:
    return {"search": "searches", "title": "titles"}.get(kind, f"{kind}s")


def _head(column: int, last: int) -> str:
    text = "comes in" if column == 0 else "comes out" if column == last else "is made of it"
    return f'<text class="head" x="{MARGIN + column * (WIDTH + BETWEEN)}" y="{MARGIN + 14}">{text}</text>'


def _line(way: Sequence[_Slot]) -> str:
    first, last = way[0], way[-1]
    path = f"M{first.x + WIDTH} {first.middle}"
    for before, after in pairwise(way):
        bend = max(30, abs(after.x - before.x - WIDTH) // 2)
        start, end = before.x + WIDTH, after.x
        path += f"C{start + bend} {before.middle} {end - bend} {after.middle} {end} {after.middle}"
        path += f"H{after.x + WIDTH}" if after is not last else ""
    level = last.level if isinstance(last, _Box) else "personal"
    return f'<path class="{level}" d="{path}"/>'


def _drawn(box: _Box) -> str:
    name, below = box.lines
    return (
        f'<g class="{box.level}"><title>{escape(name)}</title>'
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{HEIGHT}" rx="8"/>'
        f'<text x="{box.x + 10}" y="{box.y + 19}">{escape(_cut(name))}</text>'
        f'<text class="below" x="{box.x + 10}" y="{box.y + 36}">{escape(_cut(below))}</text></g>'
    )


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
