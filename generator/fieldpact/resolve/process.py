"""What the resolvers of a table's process share: the table they are about, and the names that are known there."""

from __future__ import annotations

from collections.abc import Mapping

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import SpecPath
from fieldpact.model.table import Table
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env, Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.suggest import nearest


@unchanging
class Process:
    """Of `table`, among all `tables` and `roles` of the app."""

    context: Context
    compiler: Compiler
    schema: Schema
    tables: Mapping[str, Table]
    roles: tuple[str, ...]
    table: str

    @property
    def env(self) -> Env:
        """Where the record itself is in reach."""
        return self.schema.env([self.schema.record_scope(self.table)])

    def is_role(self, name: str, at: SpecPath, otherwise: str = "") -> bool:
        """A finding where there is no such role; `otherwise` says what could stand in its place."""
        if name in self.roles:
            return True
        guess = nearest(name, self.roles)
        known = "roles are: " + ", ".join(self.roles) if self.roles else "declare it under roles:"
        hint = f"did you mean {guess}?" if guess else known + otherwise
        self.context.report("unknown-role", at, f"there is no role {name!r}", hint=hint)
        return False
