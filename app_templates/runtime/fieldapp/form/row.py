"""A row of lines; the record itself is the outermost one."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any

from fieldapp.app.definition import FieldDef
from fieldapp.form.cell import Cell, LinesCell
from fieldapp.form.context import Context
from fieldapp.form.graph import Scope


class Row:
    """Cells by field name, and `record`: the same fields as formulas read them.

    `chain` leads from the record to this row, so that `chain[k]` is the row at level k; `records` are their values and
    the arguments of every formula that stands in the row. `at` is where a removed row stood.

    `untouched` is a row that came by itself and that no person has changed; `counts` is False while the lines' `keep`
    doesn't hold: formulas don't read such a row, and it isn't saved.
    """

    __slots__ = ("at", "cells", "chain", "counts", "id", "lines", "path", "record", "records", "scope", "untouched")

    def __init__(
        self, context: Context, id: str, fields: tuple[FieldDef, ...], lines: LinesCell | None, extra: Mapping[str, Any]
    ) -> None:
        self.id = id
        self.at = 0
        self.untouched = False
        self.counts = True
        self.lines = lines
        self.path: str = f"{lines.path}/{id}/" if lines is not None else ""
        self.scope: Scope = (*lines.row.scope, lines.definition.name) if lines is not None else ()
        self.record: dict[str, Any] = {"id": id, **extra} if lines is not None else {**extra}
        above = lines.row if lines is not None else None
        self.chain: tuple[Row, ...] = (*above.chain, self) if above is not None else (self,)
        self.records = tuple(row.record for row in self.chain)
        self.cells: dict[str, Cell] = {}
        for definition in fields:
            cell = (LinesCell if definition.type == "lines" else Cell)(context, definition, self)
            self.cells[definition.name] = cell
            self.record[definition.name] = [] if isinstance(cell, LinesCell) else None

    @property
    def on_screen(self) -> list[Cell]:
        """The cells that a person may meet: all but those of hidden fields."""
        return [cell for cell in self.cells.values() if cell.definition.type != "hidden"]

    def fill(self, values: Mapping[str, Any]) -> None:
        """The values of a row that is new to the form; fields without one get their default, lines their rows."""
        for name, cell in self.cells.items():
            definition = cell.definition
            if isinstance(cell, LinesCell):
                cell.wants_rows = name not in values
                for each in values.get(name) or ():
                    id = str(each.get("id") or secrets.token_hex(8))
                    inner = Row(cell.context, id, definition.fields, cell, {})
                    inner.fill(each)
                    cell.rows.append(inner)
            elif name in values:
                cell.value = cell.kind.fit(values[name], cell.context.app, definition)
            else:
                cell.wants_default = True

    def touch(self) -> None:
        """The person has changed something in the row."""
        for row in self.chain:
            row.untouched = False

    @property
    def saved(self) -> bool:
        """Whether the row counts, and the rows that it stands in."""
        return all(row.counts for row in self.chain)

    @property
    def shown(self) -> bool:
        return self.lines is None or self.lines.shown

    def below(self, names: Scope) -> Iterator[Row]:
        """The rows reached through these lines, all of them at each level; the row itself for no names."""
        if not names:
            yield self
            return
        cell = self.cells[names[0]]
        if isinstance(cell, LinesCell):
            for row in cell.rows:
                yield from row.below(names[1:])

    def all_cells(self) -> Iterator[Cell]:
        """Every cell of the row and of the rows in it, in the order of the form."""
        for cell in self.cells.values():
            yield cell
            if isinstance(cell, LinesCell):
                for row in cell.rows:
                    yield from row.all_cells()

    def all_rows(self) -> Iterator[Row]:
        """The row and the rows in it."""
        yield self
        for cell in self.cells.values():
            if isinstance(cell, LinesCell):
                for row in cell.rows:
                    yield from row.all_rows()
