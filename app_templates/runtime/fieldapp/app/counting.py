"""What the app counts over all stored records of the device: limits, and the stock of a ledger."""

from __future__ import annotations

from typing import Literal

from fieldapp.app.formula import Formula, Name
from fieldapp.unchanging import unchanging


@unchanging
class EntryDef:
    """What each record of `table` counts. `rows` gives the entries: the keys by their names, `amount` and `day`."""

    table: Name
    rows: Formula  # scope is the record
    states: tuple[str, ...] = ()  # in which it counts; empty means all
    takes: bool = False  # what it counts is taken away


@unchanging
class CountDef:
    """A sum for each combination of `keys`."""

    name: Name
    kind: Literal["limit", "stock"]
    keys: tuple[Name, ...]
    entries: tuple[EntryDef, ...]

    @property
    def refused(self) -> str:
        """The key of what the app says where nothing else is said."""
        return "limit_reached" if self.kind == "limit" else "stock_short"
