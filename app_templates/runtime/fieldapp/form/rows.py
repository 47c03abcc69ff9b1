"""What a person does with the rows of lines: add, remove, move, copy, clear, fill in, and take it back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from fieldapp.form import bring, fill
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.row import Row
from fieldapp.form.settling import Settling
from fieldapp.form.undo import Entered, Kind, Step


class RowEdits(Settling):
    """`undoable` is the last large step in lines, as long as it can be taken back."""

    undoable: Step | None = None

    def add_row(self, path: str, values: Mapping[str, Any] | None = None, at: int | None = None) -> Row:
        """A new row, last or at a place. Its defaults are worked out once, except for the fields in `values`.

        Where values are given and no place, a blank row that the lines started with makes room.
        """
        lines = self._open_lines(path)
        row = Row(self.context, secrets.token_hex(8), lines.definition.fields, lines, {})
        row.fill(values or {})
        if values and at is None and lines.definition.rows is None:
            blank = next((each for each in lines.rows if each.untouched), None)
            if blank is not None:
                at = lines.rows.index(blank)
                self._take_out(lines, blank)
        return self._insert(lines, row, len(lines.rows) if at is None else at, values or ())

    def remove_row(self, path: str, row_id: str) -> Row:
        """Takes a row out; `undo` puts it back, and `restore_row` does at any time."""
        lines = self._open_lines(path)
        row = lines.row_of(row_id)
        self._take_out(lines, row)
        self._rearranged(lines)
        self.undoable = Step("removed", path, 1, gone=(row,))
        return row

    def move_row(self, path: str, row_id: str, to: int) -> None:
        """Puts a row at another place, from 0; one beyond the ends is the nearest end."""
        lines = self._open_lines(path)
        row = lines.row_of(row_id)
        to = min(max(to, 0), len(lines.rows) - 1)
        if lines.rows.index(row) == to:
            return
        lines.rows.remove(row)
        lines.rows.insert(to, row)
        row.touch()
        self._rearranged(lines)

    def restore_row(self, path: str, row: Row) -> Row:
        """Puts a removed row back where it stood, with unread text and all."""
        lines = self._lines(path)
        return self._insert(lines, row, min(row.at, len(lines.rows)))

    def copy_row(self, path: str, row_id: str) -> Row:
        """A row with the same values, just below; rows inside it are copied too. `undo` takes it out again."""
        lines = self._open_lines(path)
        source = lines.row_of(row_id)
        row = Row(self.context, secrets.token_hex(8), lines.definition.fields, lines, {})
        row.fill(fill.copied(source))
        self._insert(lines, row, lines.rows.index(source) + 1)
        bring.recognise(row)
        self.undoable = Step("copied", path, 1, came=(row,))
        return row

    def clear_rows(self, path: str) -> int:
        """Takes out what a person has put into the lines: answers how many rows that was in.

        Rows that came by themselves stay, as they came; all others go. `undo` brings everything back.
        """
        lines = self._lines(path)
        if lines.fixed or lines.definition.rows is None:
            gone = () if lines.fixed else tuple(lines.rows)
            written: dict[Cell, Any] = {}
        else:
            gone, written = fill.emptied(lines)
        count = len(gone) + len({cell.row for cell in written})
        if count:
            for row in gone:
                row.at = lines.rows.index(row)
            for row in gone:
                lines.rows.remove(row)
                self._forget(row)
            self._write("cleared", lines, written, count, gone=gone)
        return count

    def fill_from_last(self, path: str) -> int:
        """Fills rows in as they were in the last record of their kind; answers how many, 0 where there is none.

        What a person has filled in already stays. `undo` takes it back.
        """
        lines = self._lines(path)
        written, new = fill.from_last(lines)
        came = []
        for values in new:
            row = Row(self.context, secrets.token_hex(8), lines.definition.fields, lines, {})
            row.fill(values)
            came.append(row)
        count = len(came) + len({cell.row for cell in written})
        if count:
            lines.rows += came
            self._write("filled", lines, written, count, came=tuple(came))
        return count

    def undo(self) -> bool:
        """Takes the last large step back, except for what a person has changed since; False where there is none."""
        step, self.undoable = self.undoable, None
        if step is None or step.path not in self.cells:
            return False
        lines = self._lines(step.path)
        change = self._change()
        for row in step.came:
            if row in lines.rows:
                lines.rows.remove(row)
                self._forget(row)
        for row in sorted(step.gone, key=lambda row: row.at):
            if row not in lines.rows:
                lines.rows.insert(min(row.at, len(lines.rows)), row)
                self.cells.update({cell.path: cell for cell in row.all_cells()})
                change.mark_row(row)
        for cell, (before, after) in step.changed.items():
            if self.cells.get(cell.path) is cell and Entered.of(cell) == after:
                before.put(cell)
                change.mark_cell(cell)
        change.mark_cell(lines)
        lines.touched = self.dirty = True
        self._settle(change, [cell for row in step.gone for cell in row.all_cells()])
        return True

    def _write(
        self,
        kind: Kind,
        lines: LinesCell,
        written: Mapping[Cell, Any],
        count: int,
        came: tuple[Row, ...] = (),
        gone: tuple[Row, ...] = (),
    ) -> None:
        """Many cells and rows at once, as one step that can be undone."""
        change, changed = self._change(), {}
        for row in came:
            self.cells.update({cell.path: cell for cell in row.all_cells()})
            change.mark_row(row)
        for cell, value in written.items():
            before, after = Entered.of(cell), Entered(value, None, None)
            after.put(cell)
            cell.row.touch()
            changed[cell] = (before, after)
            change.mark_cell(cell)
        change.mark_cell(lines)
        lines.row.touch()
        lines.touched = self.dirty = True
        self._settle(change, [cell for row in came for cell in row.all_cells()])
        self.undoable = Step(kind, lines.path, count, came, gone, changed)

    def _insert(self, lines: LinesCell, row: Row, at: int, picked: Iterable[str] = ()) -> Row:
        lines.rows.insert(at, row)
        lines.row.touch()
        lines.touched = self.dirty = True
        self._arrive(row, lines, picked)
        return row

    def _take_out(self, lines: LinesCell, row: Row) -> None:
        row.at = lines.rows.index(row)
        lines.rows.remove(row)
        self._forget(row)

    def _rearranged(self, lines: LinesCell) -> None:
        """A row has left the lines, or stands elsewhere in them."""
        lines.row.touch()
        lines.touched = self.dirty = True
        change = self._change()
        change.mark_cell(lines)
        self._settle(change)

    def _lines(self, path: str) -> LinesCell:
        cell = self.cells[path]
        if not isinstance(cell, LinesCell):
            raise KeyError(f"{path} has no rows")
        return cell

    def _open_lines(self, path: str) -> LinesCell:
        """Lines whose rows people add and remove."""
        lines = self._lines(path)
        if lines.fixed:
            raise KeyError(f"the rows of {path} are fixed")
        return lines
