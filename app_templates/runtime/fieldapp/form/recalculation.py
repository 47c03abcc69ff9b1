"""One change's way through the form: each cell that depends on it is recomputed once, after everything it reads."""

from __future__ import annotations

import heapq
from collections.abc import Collection
from typing import Any

from fieldapp.app.definition import FieldDef, Formula
from fieldapp.form import derived, lookup, prefill
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.checks import CheckState
from fieldapp.form.context import Context
from fieldapp.form.graph import Graph, Kind, Node
from fieldapp.form.pending import Pending
from fieldapp.form.row import Row
from fieldapp.form.same import same
from fieldapp.form.score import progress
from fieldapp.formula.values import ErrorValue


class Recalculation:
    """Collects what has become stale and brings it up to date.

    `affected` are the cells whose value or rules have changed, `checked` the checks that say something else now;
    `doubted` are cells that something else may stand in the way of now, such as links whose record is no longer
    allowed; `came` and `gone` are rows that lines have made and dropped. The formulas of the cells in `kept` stay as
    they are.
    """

    def __init__(
        self,
        context: Context,
        graph: Graph,
        checks: dict[str, CheckState],
        pending: Pending,
        kept: Collection[Cell] = (),
    ) -> None:
        self.context = context
        self.graph = graph
        self.checks = checks
        self.pending = pending
        self.kept = kept
        self.affected: dict[Cell, None] = {}
        self.checked: dict[CheckState, None] = {}
        self.doubted: dict[Cell, None] = {}
        self.came: list[Row] = []
        self.gone: list[Row] = []
        self._stale: dict[int, tuple[Node, dict[Row, None]]] = {}
        self._queue: list[int] = []

    def mark(self, node: Node, row: Row) -> None:
        """This node is stale in this row."""
        waiting = self._stale.get(node.position)
        if waiting is None:
            self._stale[node.position] = (node, {row: None})
            heapq.heappush(self._queue, node.position)
        else:
            waiting[1][row] = None

    def mark_row(self, row: Row) -> None:
        """Everything in a row that has come, and in the rows inside it."""
        for each in row.all_rows():
            for node in self.graph.in_scope.get(each.scope, ()):
                self.mark(node, each)

    def mark_cell(self, cell: Cell) -> None:
        """The cell has a new value of its own, or other rows."""
        self.affected[cell] = None
        self.mark(self.graph.values[cell.row.scope, cell.definition.name], cell.row)

    def run(self) -> None:
        while self._queue:
            node, rows = self._stale.pop(heapq.heappop(self._queue))
            for row in rows:
                self._recompute(node, row)

    def _recompute(self, node: Node, row: Row) -> None:
        if node.kind is Kind.CHECK:
            state = self.checks[node.name]
            if state.recompute(row):
                self.checked[state] = None
            return
        if node.kind is Kind.KEEP:
            self._follow_keep(node, row)
            return
        if node.kind is Kind.MADE:
            if derived.work_out(_lines(row.chain[-2], node.name), row):
                self._mark_dependents(node, row)
            return
        cell = row.cells[node.name]
        if node.kind is Kind.ROWS:
            self._follow_source(cell)
        elif node.kind is Kind.RULES:
            if self._follow_rules(cell, row):
                self.affected[cell] = None
                if isinstance(cell, LinesCell):  # what is read-only is so with its rows
                    self.affected |= dict.fromkeys(inner for each in cell.rows for inner in each.all_cells())
            if cell.definition.where is not None:
                self.doubted[cell] = None
                if cell.definition.options:  # other ones are offered now
                    self.affected[cell] = None
        elif self._compute(cell, row):
            self._mark_dependents(node, row)

    def _mark_dependents(self, node: Node, row: Row) -> None:
        for dependent, shared in node.dependents:
            if len(dependent.scope) == shared:
                self.mark(dependent, row.chain[shared])
            else:
                for target in row.chain[shared].below(dependent.scope[shared:]):
                    self.mark(dependent, target)

    def _follow_source(self, lines: Cell) -> None:
        """Rows that have gone are forgotten, with what was stale in them; rows that came are new to every formula."""
        assert isinstance(lines, LinesCell)
        changed: list[Cell] = []
        if lines.follows_rows:
            gone, came, changed = derived.follow(lines)
        else:
            gone, came = prefill.follow(lines)
        self.doubted[lines] = None
        for cell in changed:
            self.mark_cell(cell)
        for row in (inner for each in gone for inner in each.all_rows()):
            for _, waiting in self._stale.values():
                waiting.pop(row, None)
        for row in came:
            self.mark_row(row)
        if gone or came:
            self.gone += gone
            self.came += came
            self.mark_cell(lines)

    def _follow_keep(self, node: Node, row: Row) -> None:
        """Whether the row counts. A `keep` that fails keeps it."""
        lines = row.lines
        keep = lines.definition.rows.keep if lines is not None and lines.definition.rows is not None else None
        assert lines is not None and keep is not None
        counts = self._truth(keep, row, if_failed=True)
        if counts is not row.counts:
            row.counts = counts
            self.doubted.update(dict.fromkeys((lines, *row.all_cells())))
            self._mark_dependents(node, row)

    def _compute(self, cell: Cell, row: Row) -> bool:
        """Whether formulas read something else of the cell now."""
        definition = cell.definition
        if cell.wants_default:
            cell.wants_default = False
            if definition.default is not None:
                self._put(cell, self._value(definition.default, definition, cell, row))
                if isinstance(cell.value, ErrorValue):  # a default is a help: without it, the person fills it in
                    cell.value = None
        if definition.visible is not None:
            visible = self._truth(definition.visible, row, if_failed=True)
            if visible is not cell.visible:
                cell.visible = visible
                self.affected[cell] = None
        if definition.formula is not None and cell not in self.kept:
            self.pending.drop(cell)
            self._put(cell, self._value(definition.formula, definition, cell, row))
        before, after = row.record[definition.name], cell.effective
        if isinstance(cell, LinesCell):
            unchanged = len(before) == len(after) and all(a is b for a, b in zip(before, after, strict=True))
        else:
            unchanged = same(before, after)
        if not unchanged:
            row.record[definition.name] = after
        return not unchanged

    def _put(self, cell: Cell, value: Any) -> None:
        if not same(cell.value, value):
            cell.value = value
            self.affected[cell] = None

    def _value(self, formula: Formula, definition: FieldDef, cell: Cell, row: Row) -> Any:
        value = formula.call(self.context.world, *row.records)
        if isinstance(value, ErrorValue):
            return value if definition.lookup is None else lookup.explained(cell, definition.lookup, value)
        return cell.kind.fit(value, self.context.app, definition)

    def _truth(self, formula: Formula, row: Row, if_failed: bool) -> bool:
        value = formula.call(self.context.world, *row.records)
        return if_failed if isinstance(value, ErrorValue) else value is True

    def _follow_rules(self, cell: Cell, row: Row) -> bool:
        """Whether the cell's rules have changed. A rule that fails is taken as set: required, read-only."""
        definition, world = cell.definition, self.context.world
        before = (cell.required, cell.read_only, cell.minimum, cell.maximum, cell.progress, cell.beside)
        if definition.required is not None:
            cell.required = self._truth(definition.required, row, if_failed=True)
        if definition.read_only is not None and definition.formula is None:
            cell.read_only = self._truth(definition.read_only, row, if_failed=True)
        if definition.min is not None:
            cell.minimum = definition.min.call(world, *row.records)
        if definition.max is not None:
            cell.maximum = definition.max.call(world, *row.records)
        if definition.score is not None:
            cell.progress = progress(definition.score, world, row)
        if definition.beside is not None:
            found = definition.beside.call(world, *row.records)
            cell.beside = tuple(found) if isinstance(found, list) else ()
        after = (cell.required, cell.read_only, cell.minimum, cell.maximum, cell.progress, cell.beside)
        return not all(same(a, b) for a, b in zip(before, after, strict=True))


def _lines(row: Row, name: str) -> LinesCell:
    cell = row.cells[name]
    assert isinstance(cell, LinesCell)
    return cell
