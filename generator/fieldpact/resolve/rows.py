"""Rows that lines start with -> model: which records or rows make them, and what their fields start with."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.formula import compile as compile_formula
from fieldpact.formula import types as t
from fieldpact.formula.found import FOUND
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.rows import Let, Rows
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.lookup import LookupResolver
from fieldpact.resolve.types import PERSON
from fieldpact.spec import rows as spec_rows
from fieldpact.suggest import nearest

_NOT_SET = frozenset({"lines", "photo", "note", "signature", "location"})


@unchanging
class _Source:
    """What makes rows: the records of a stored table, or the rows of lines beside these."""

    name: str
    fields: Mapping[str, t.Type]
    lines: bool


@unchanging
class RowsResolver:
    """Resolves `rows:` of one field of lines. `at` is the place of its keys, `path` the field's own."""

    context: Context
    compiler: Compiler
    path: str
    at: SpecPath

    def resolve(
        self,
        rows: spec_rows.Rows,
        fields: tuple[Field, ...],
        types: Mapping[str, t.Type],
        outer: Env,
        inner: Env,
        fixed: bool,
    ) -> tuple[tuple[Field, ...], Rows | None]:
        """`outer` is where the lines stand, `inner` is inside one row, whose `fields` come back with what they start
        with. None where there is nothing to make rows of."""
        source = self._source(rows, outer)
        if source is None:
            return self.set_fields(rows, fields, types, None), None
        candidate = outer.inner(source.name, source.fields)
        lookup = self._lookup(rows, candidate)
        let, reach = self._let(rows, candidate, lookup is not None)
        keep = self.compiler.formula(rows.keep, f"{self.path}.keep", (*self.at, "keep"), inner, t.BOOLEAN)
        where = self.compiler.formula(
            rows.where, f"{self.path}.rows", (*self.at, "where"), reach if source.lines else candidate, t.BOOLEAN
        )
        found = f"{FOUND}{rows.lookup.in_}" if rows.lookup is not None else None
        made = Rows(
            table=rows.from_,
            at=self.at,
            records=None if source.lines else self._records(rows.from_, where, len(outer.row_scopes)),
            keep=keep,
            source=rows.from_ if source.lines else None,
            lookup=lookup,
            found=found,
            looked_in=rows.lookup.in_ if rows.lookup is not None else None,
            looked_by=(*rows.lookup.match, *(rows.lookup.step or ())) if rows.lookup is not None else (),
            let=let,
            where=where if source.lines else None,
            fixed=fixed,
        )
        return self.set_fields(rows, fields, types, reach), made

    def _lookup(self, rows: spec_rows.Rows, candidate: Env) -> Formula | None:
        if rows.lookup is None:
            return None
        place = (*self.at, "lookup")
        return LookupResolver(self.context, self.compiler, f"{self.path}.rows.lookup", place).row(
            rows.lookup, candidate
        )

    def _let(self, rows: spec_rows.Rows, candidate: Env, found: bool) -> tuple[tuple[Let, ...], Env]:
        """The named values, each of which may read those before it, and where all of them are in reach."""
        known: dict[str, t.Type] = {}
        if rows.lookup is not None and found:
            table = rows.lookup.in_
            known[f"{FOUND}{table}"] = t.record(candidate.table(table) or {}, table)
        reach = candidate.inner("", known) if rows.lookup is not None or rows.let else candidate
        made = []
        for name, text in rows.let.items():
            at: SpecPath = (*self.at, "let", name)
            if name in candidate.row_scopes[-1].fields:
                say = f"{name} is a field of what makes the rows already"
                self.context.report("taken-name", at, say, hint="give it another name", on_key=True)
            formula = self.compiler.formula(text, f"{self.path}.rows.let.{name}", at, reach, None)
            kind = compile_formula(text.removeprefix("="), reach).type
            if formula is not None:
                made.append(Let(name, formula))
            known = {**known, name: kind if formula is not None and kind is not None else t.ANY}
            reach = candidate.inner("", known)
        return tuple(made), reach

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
        self, rows: spec_rows.Rows, fields: tuple[Field, ...], types: Mapping[str, t.Type], env: Env | None
    ) -> tuple[Field, ...]:
        """The row's fields with what a row made of a record starts with."""
        by_name = {field.name: field for field in fields}
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
            elif env is not None:
                made = self.compiler.value(text, f"{field.path}.set", place, env, types[name])
                by_name[name] = dataclasses.replace(field, set=made)
        return tuple(by_name.values())

    def _source(self, rows: spec_rows.Rows, env: Env) -> _Source | None:
        """Lines beside these come before a table of the same name."""
        beside = lines_of(env)
        own = self.path.rpartition(".")[2]
        if rows.from_ in beside and rows.from_ != own:
            kind = beside[rows.from_]
            return _Source(kind.row, kind.fields, lines=True)
        found = env.table(rows.from_)
        if found is not None and found is not PERSON:
            return _Source(rows.from_, found, lines=False)
        tables = [name for name in env.tables() if env.table(name) is not PERSON]
        known = [*tables, *(name for name in beside if name != own)]
        guess = nearest(rows.from_, known)
        hint = f"did you mean {guess}?" if guess else "tables are: " + ", ".join(tables)
        say = f"there is no table {rows.from_!r} that rows can be made of"
        self.context.report("unknown-table", (*self.at, "from"), say, hint=hint)
        return None


def lines_of(env: Env) -> dict[str, t.TableType]:
    """The lines that stand in the innermost record or row."""
    scopes: Sequence[Any] = env.row_scopes
    fields = scopes[-1].fields if scopes else {}
    return {name: kind for name, kind in fields.items() if isinstance(kind, t.TableType) and not kind.table}


def of_row(tree: list[Any], level: int) -> list[Any]:
    """The same with the fields of a declared scope read from a row that a function goes through."""
    if tree[0] == "field" and tree[1] == level:
        return ["get", ["row", level], tree[2]]
    return [of_row(part, level) if isinstance(part, list) else part for part in tree]
