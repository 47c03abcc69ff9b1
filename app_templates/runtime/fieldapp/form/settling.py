"""How a change comes to rest in a form: recomputed, judged, and told to those who show it."""

from __future__ import annotations

from collections.abc import Iterable

from fieldapp.app.definition import TableDef
from fieldapp.form import bring, judge
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.checks import CheckState
from fieldapp.form.context import Context
from fieldapp.form.graph import Graph
from fieldapp.form.pending import Pending
from fieldapp.form.recalculation import Recalculation
from fieldapp.form.row import Row
from fieldapp.form.seals import Seals
from fieldapp.formula.values import ErrorValue


class Settling:
    """The part of an open form that every kind of change goes through."""

    def __init__(self, table: TableDef, context: Context, checks: Iterable[CheckState]) -> None:
        self.table = table
        self.context = context
        self.cells: dict[str, Cell] = {}
        self.checks = list(checks)
        self.dirty = False
        self.pending = Pending()
        self._seals = Seals(table.fields)
        self._graph = Graph.of(table)
        self._checks = {state.definition.name: state for state in self.checks}
        self.record: Row

    def _change(self) -> Recalculation:
        return Recalculation(self.context, self._graph, self._checks, self.pending)

    def _mark_all(self, change: Recalculation) -> None:
        change.mark_row(self.record)
        for node in self._graph.checks:
            change.mark(node, self.record)

    def _arrive(self, row: Row, lines: LinesCell | None = None, picked: Iterable[str] = ()) -> None:
        """A row (or the record) has come: all of it is new to the formulas. `picked` are the fields given to it."""
        self.cells.update({cell.path: cell for cell in row.all_cells()})
        change = self._change()
        if lines is None:
            self._mark_all(change)
        else:
            change.mark_row(row)
            change.mark_cell(lines)
        for name in picked:
            bring.carry(change, row.cells[name])
        self._settle(change, row.all_cells())

    def _forget(self, row: Row) -> None:
        for cell in row.all_cells():
            self.cells.pop(cell.path, None)
            self.pending.drop(cell)

    def _settle(self, change: Recalculation, also: Iterable[Cell] = ()) -> None:
        """Recomputes, judges what was affected, then tells those who show it."""
        change.run()
        for row in change.gone:
            self._forget(row)
        came = [cell for row in change.came for cell in row.all_cells()]
        self.cells.update({cell.path: cell for cell in came})
        told = change.affected
        signed = self._seals.follow(self.record, told)
        for cell in dict.fromkeys((*told, *change.doubted, *came, *also, *signed)):
            cell.disallowed = judge.disallowed(cell)
            cell.fault = judge.fault(cell)
            seen = cell.touched or isinstance(cell.value, ErrorValue) or cell.disallowed is not None
            problem = cell.fault.message if cell.fault is not None and seen else None
            if problem != cell.problem:
                cell.problem = problem
                told[cell] = None
        for observable in (*told, *change.checked):
            observable.notify()
        self.pending.tell()
