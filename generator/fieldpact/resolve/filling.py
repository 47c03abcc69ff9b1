"""Filling lines in as they were last time -> the newest records that fit."""

from __future__ import annotations

from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.rows import FillFrom
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.rows import of_row
from fieldpact.resolve.types import PERSON
from fieldpact.spec import rows as spec_rows
from fieldpact.suggest import nearest

_NOT_TAKEN = frozenset({"lines", "photo", "note", "signature"})
_CANDIDATE = "last"
"""What the record of last time is called: not like its table, which is what the open record is called too."""


@unchanging
class FillResolver:
    """Resolves `fill_from:` of the lines `name`, whose path is `path`; `at` is the place of its keys."""

    context: Context
    compiler: Compiler
    name: str
    path: str
    at: SpecPath

    def resolve(self, fill: spec_rows.FillFrom, fields: tuple[Field, ...], env: Env) -> FillFrom | None:
        """`env` is where the lines stand, `fields` are those of their rows. None where something is wrong."""
        candidate = env.table(fill.last)
        if candidate is None or candidate is PERSON:
            tables = [name for name in env.tables() if env.table(name) is not PERSON]
            guess = nearest(fill.last, tables)
            hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(tables)
            self.context.report("unknown-table", (*self.at, "last"), f"there is no table {fill.last!r}", hint=hint)
            return None
        before = candidate.get(self.name)
        if not isinstance(before, t.TableType):
            say = f"{fill.last} has no lines {self.name}"
            self.context.report("unknown-field", (*self.at, "last"), say, hint="name a table with lines of that name")
            return None
        known = [self._check(name, fields, before, (*self.at, "take", n)) for n, name in enumerate(fill.take)]
        known.append(self._check(fill.match, fields, before, (*self.at, "match"), matched=True))
        inner = env.inner(_CANDIDATE, candidate)
        where = self.compiler.formula(fill.where, f"{self.path}.fill_from", (*self.at, "where"), inner, t.BOOLEAN)
        if not all(known) or (fill.where and where is None):
            return None
        records = self._newest(fill.last, where, len(env.row_scopes))
        return FillFrom(fill.last, self.at, records, fill.match, tuple(fill.take))

    def _check(
        self, name: str, fields: tuple[Field, ...], before: t.TableType, at: SpecPath, matched: bool = False
    ) -> bool:
        field = next((each for each in fields if each.name == name), None)
        if field is None or name not in before.fields:
            names = [each.name for each in fields if each.name in before.fields]
            guess = nearest(name, names)
            hint = f"did you mean {guess}?" if guess else "fields of the row are: " + ", ".join(names)
            self.context.report("unknown-field", at, f"the row has no field {name!r}", hint=hint)
            return False
        if not matched and (field.formula is not None or field.type in _NOT_TAKEN):
            why = "it is computed" if field.formula is not None else f"it is of type {field.type}"
            hint = "take fields that people fill"
            self.context.report("not-settable", at, f"{name} can't be filled in: {why}", hint=hint)
            return False
        return True

    def _newest(self, table: str, where: Formula | None, level: int) -> Formula:
        """Two records, since the newest may be the one that is open."""
        tree: list[Any] = ["rows", table]
        if where is not None:
            tree = ["call", "Filter", tree, ["each", level, of_row(where.tree, level)]]
        created = ["each", level, ["get", ["row", level], "created"]]
        tree = ["call", "FirstN", ["call", "Sort", tree, created, ["text", "descending"]], ["num", "2"]]
        deps = tuple(sorted({*(where.deps if where else ()), f"table:{table}"}))
        text, at = (where.text, where.at) if where else ("", self.at)
        found = Formula(f"{self.path}.fill_from", text, tree, "table", deps, at)
        self.compiler.formulas[found.id] = found
        return found
