"""What is counted over stored records: limits, and stock. What keeps them are checks of their tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath


@unchanging
class Entry:
    """What each record of `table` counts, in these states (in all, if empty); `takes` says that it goes out."""

    table: str
    rows: Formula
    states: tuple[str, ...] = ()
    takes: bool = False


@unchanging
class Count:
    """A limit or a stock: a sum for each combination of `keys`.

    Of a limit, `across`, `found_later` and `if_older_than` say what the hub makes of it.
    """

    name: str
    kind: Literal["limit", "stock"]
    at: SpecPath
    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    across: Literal["everyone", "me"] = "everyone"
    within: str = ""
    found_later: str = ""
    if_older_than: Mapping[str, str] = field(default_factory=dict)
