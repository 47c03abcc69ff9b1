"""Rows that lines start with -> model: which records make them, and what their fields start with."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.rows import Rows
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.types import PERSON
from fieldpact.spec import rows as spec_rows
from fieldpact.suggest import nearest

_NOT_SET = frozenset({"lines", "photo", "note", "file", "auto_number", "signature", "location"})


@dataclass(frozen=True, slots=True)
class RowsResolver:
    """Resolves `rows:` of one field of lines. `at` is the place of its keys, `path` the field's own."""

    context: Context
    compiler: Compiler
    path: str
    at: SpecPath

    def resolve(self, rows: spec_rows.Rows, outer: Env, inner: Env) -> Rows | None:
        """`outer` is where the lines stand, `inner` is inside one row. None where there is no such table."""
        candidate = self._candidate(rows, outer)
        if candidate is None:
            return None
        where = self.compiler.formula(
            rows.where, f"{self.path}.rows", (*self.at, "where"), outer.inner(rows.from_, candidate), t.BOOLEAN
        )
        keep = self.compiler.formula(rows.keep, f"{self.path}.keep", (*self.at, "keep"), inner, t.BOOLEAN)
        return Rows(rows.from_, self.at, self._records(rows.from_, where, len(outer.row_scopes)), keep)

    def _records(self, table: str, where: Formula | None, level: int) -> Formula:
        """The condition as a filter over the stored table, which the store can answer without reading all of it."""
        tree: list[Any] = ["rows", table]
        if where is None:
            found = Formula(f"{self.path}.rows", "", tree, "table", (f"table:{table}",), (*self.at, "from"))
        else:
            tree = ["call", "Filter", tree, ["each", level, of_row(where.tree, level)]]
            deps = tuple(sorted({*where.deps, f"table:{table}"}))
            found = dataclasses.replace(where, tree=tree, type="table", deps=deps)
        self.compiler.formulas[found.id] = found
        return found

    def set_fields(
        self, rows: spec_rows.Rows, fields: tuple[Field, ...], types: Mapping[str, t.Type], outer: Env
    ) -> tuple[Field, ...]:
        """The row's fields with what a row made of a record starts with."""
        by_name = {field.name: field for field in fields}
        candidate = outer.table(rows.from_)
        for name, text in rows.set.items():
            place: SpecPath = (*self.at, "set", name)
            field = by_name.get(name)
            if field is None:
                guess = nearest(name, by_name)
                hint = f"did you mean {guess}?" if guess else "fields of the row are: " + ", ".join(by_name)
                self.context.report("unknown-field", place, f"the row has no field {name!r}", hint=hint, on_key=True)
            elif field.formula is not None or field.type in _NOT_SET:
                say = f"{name} can't be set: " + (
                    "it is computed" if field.formula is not None else f"it is of type {field.type}"
                )
                hint = "set a field that people fill, or take this one out"
                self.context.report("not-settable", place, say, hint=hint, on_key=True)
            elif candidate is not None:
                env = outer.inner(rows.from_, candidate)
                made = self.compiler.value(text, f"{field.path}.set", place, env, types[name])
                by_name[name] = dataclasses.replace(field, set=made)
        return tuple(by_name.values())

    def _candidate(self, rows: spec_rows.Rows, env: Env) -> Mapping[str, t.Type] | None:
        found = env.table(rows.from_)
        if found is not None and found is not PERSON:
            return found
        tables = [name for name in env.tables() if env.table(name) is not PERSON]
        guess = nearest(rows.from_, tables)
        hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(tables)
        say = f"there is no table {rows.from_!r} that rows can be made of"
        self.context.report("unknown-table", (*self.at, "from"), say, hint=hint)
        return None


def of_row(tree: list[Any], level: int) -> list[Any]:
    """The same with the fields of a declared scope read from a row that a function goes through."""
    if tree[0] == "field" and tree[1] == level:
        return ["get", ["row", level], tree[2]]
    return [of_row(part, level) if isinstance(part, list) else part for part in tree]
