"""Stored values that would be worked out differently now. They stay until the person asks for the new ones."""

from __future__ import annotations

from typing import Any

from fieldapp.form.cell import Cell
from fieldapp.form.observable import Observable


class Pending(Observable):
    """`values` are the new values by the cell that still shows its stored one, in the order of the form.

    A cell leaves it when it is worked out for another reason: something that it is made of was edited.
    """

    __slots__ = ("_stale", "values")

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[Cell, Any] = {}
        self._stale = False

    def drop(self, cell: Cell) -> None:
        """The cell has a new value now, or is gone."""
        if cell in self.values:
            del self.values[cell]
            self._stale = True

    def tell(self) -> None:
        """Tells those who show it, if cells have left it since the last time."""
        if self._stale:
            self._stale = False
            self.notify()
