"""What the checker must know about names, as a protocol: the formula language never sees the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from fieldapp.unchanging import unchanging
from fieldpact.formula.types import Type


@unchanging
class Scope:
    """One level of row scope: the record being edited (level 0), then each row inside it.

    `name` names the row in formulas (`visit`, `line`); `fields` are reachable bare and as `name.field`. `table` is
    the stored table of rows that have a name of their own.
    """

    name: str
    fields: Mapping[str, Type]
    table: str = ""


class TypeEnv(Protocol):
    """Names that a formula may use, beside the functions."""

    def scopes(self) -> Sequence[Scope]:
        """Outermost first. A bare name is looked up from the innermost outwards."""
        ...

    def table(self, name: str) -> Mapping[str, Type] | None:
        """Fields of a stored table, by name; None where there is no such table."""
        ...

    def tables(self) -> Sequence[str]:
        """Names of the stored tables, for "did you mean"."""
        ...
