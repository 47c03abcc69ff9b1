"""What a formula can ask of the outside: who, when, which records. The app and the tests implement it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

Record = Mapping[str, Any]
"""Field name -> value. Every declared field is present; blank is None; lines are lists of such mappings."""


class World(Protocol):
    """The world at one moment; a formula reads it and never changes it.

    A world over a store may also have `select(query, values)`, which answers what `selection.Query` says, and
    `counted(name, keys, days, without)`, which sums what records count. While a move
    is carried out it has `entered`, the state that the move led to.
    """

    @property
    def zone(self) -> dt.tzinfo:
        """The zone of `Now`, `Today` and of instants shown as dates."""
        ...

    @property
    def language(self) -> str: ...

    def now(self) -> dt.datetime:
        """The instant, aware, in UTC."""
        ...

    def today(self) -> dt.date: ...

    def me(self) -> Record:
        """The person using the app: id, name, role, territory, manager, email."""
        ...

    def here(self) -> Record | None:
        """Where the person was when the app last asked: latitude, longitude, accuracy, at; None where unknown."""
        ...

    def record(self, table: str, key: str) -> Record | None:
        """The stored record behind a link; None where it is missing."""
        ...

    def rows(self, table: str) -> Sequence[Record]:
        """All stored records of a table."""
        ...

    def text(self, key: str) -> str:
        """A text of the app in the current language (see the bundle's strings/)."""
        ...


def spoken(world: World) -> World:
    """The world for a text that people read, such as a title on a screen: days and times in their language.

    A world may have it as `spoken`; without, days and times are ISO's.
    """
    found: World = getattr(world, "spoken", world)
    return found
