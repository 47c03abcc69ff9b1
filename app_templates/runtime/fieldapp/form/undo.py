"""Large steps in lines that a person may take back: rows removed, copied, filled in or cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from fieldapp.fields import Unreadable
from fieldapp.form.cell import Cell
from fieldapp.form.row import Row
from fieldapp.unchanging import unchanging

Kind = Literal["removed", "copied", "filled", "cleared"]


@unchanging
class Entered:
    """What a person has put into a cell."""

    value: Any
    typed: str | None
    unread: Unreadable | None

    @classmethod
    def of(cls, cell: Cell) -> Entered:
        return cls(cell.value, cell.typed, cell.unread)

    def put(self, cell: Cell) -> None:
        cell.value, cell.typed, cell.unread = self.value, self.typed, self.unread


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step in the lines at `path`, about `count` rows. A removed row knows in its `at` where it stood.

    `changed` are the cells that it wrote to, with what stood in them before and what it wrote.
    """

    kind: Kind
    path: str
    count: int
    came: tuple[Row, ...] = ()
    gone: tuple[Row, ...] = ()
    changed: Mapping[Cell, tuple[Entered, Entered]] = field(default_factory=dict)
