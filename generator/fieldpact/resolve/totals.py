"""Totals -> model: the lines they are of, what rows are grouped by, what is added up.

What the groups are grouped by has the type of a formula, and other formulas read the groups. So types come first, for
every table; then, once all fields are known, the columns with their labels.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fieldapp.unchanging import unchanging
from fieldpact.formula import compile as compile_formula
from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.model.totals import Totals
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env, Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.spec import field as spec_field
from fieldpact.spec.document import Spec
from fieldpact.suggest import nearest

KEY: Final = "key"
_FIGURES: Final = ("integer", "number", "money", "percent")
_AS_FIELD: Final[Mapping[t.Type, str]] = {
    t.NUMBER: "number", t.FLOAT: "number", t.BOOLEAN: "yes_no", t.DATE: "date", t.TIME: "time", t.DATETIME: "datetime",
}  # fmt: skip


def with_totals(schema: Schema, spec: Spec) -> Schema:
    """The schema with the groups of each totals field as a table of `key` and the sums.

    Totals whose key can't be told are left out; their formula has its own finding.
    """
    fields = dict(schema.fields)
    for name, table in spec.tables.items():
        for each, field in table.fields.items():
            inner = _inside(schema, name, field)
            compiled = compile_formula(_bare(field.by), inner, None) if inner is not None and field.by else None
            if compiled is not None and compiled.type is not None:
                kind = t.TEXT if compiled.type == t.BLANK else compiled.type
                groups = t.table({KEY: kind, **dict.fromkeys(field.sum, t.NUMBER)}, row=f"{each}_row")
                fields[name] = {**fields[name], each: groups}
    return Schema(fields)


def resolve_totals(
    context: Context, compiler: Compiler, schema: Schema, tables: Mapping[str, Table], spec: Spec
) -> dict[str, Table]:
    """The tables with what their totals fields are made of."""
    resolver = _Resolver(context, compiler, schema, tables)
    return {name: resolver.table(table, spec.tables[name].fields) for name, table in tables.items()}


@unchanging
class _Resolver:
    context: Context
    compiler: Compiler
    schema: Schema
    tables: Mapping[str, Table]

    def table(self, table: Table, written: Mapping[str, spec_field.Field]) -> Table:
        for field in (inner for each in table.fields for inner in _below(each) if inner.type == "totals"):
            hint = "put them beside the lines that they add up"
            self.context.report("totals-in-lines", field.at, "a row can't have totals", hint=hint, on_key=True)
        if not any(field.type == "totals" for field in table.fields):
            return table
        fields = [self._field(table, each, written[each.name]) for each in table.fields]
        return dataclasses.replace(table, fields=tuple(fields))

    def _field(self, table: Table, field: Field, written: spec_field.Field) -> Field:
        if field.type != "totals":
            return field
        lines = self._lines(table, field, written)
        if lines is None or not self._has_all(field, written):
            return field
        sums = self._sums(lines, field, written)
        inner = _inside(self.schema, table.name, written)
        by = (
            self.compiler.formula(written.by, f"{field.path}.formula", (*field.at, "by"), inner, None)
            if inner
            else None
        )
        if by is None or not sums:
            return field
        kind = self._kind(table, field)
        if kind is None:
            return field
        key = _column(KEY, field, self._source(by.tree, lines) or self._made_up(kind, field))
        columns = (key, *(_column(one.name, field, one) for one in sums))
        formula = _each_row(by, lines.name, [one.name for one in sums])
        self.compiler.formulas[formula.id] = formula
        totals = Totals(lines.name, columns, field.show)
        return dataclasses.replace(field, formula=formula, totals=totals, show="pad")

    def _has_all(self, field: Field, written: spec_field.Field) -> bool:
        missing = [(key, what) for key, what in (("by", "what rows are grouped by"), ("sum", "the fields to add up"))
                   if not getattr(written, key)]  # fmt: skip
        for key, what in missing:
            self.context.report("missing-key", field.at, f"totals need {key}: with {what}", on_key=True)
        return not missing

    def _lines(self, table: Table, field: Field, written: spec_field.Field) -> Field | None:
        if written.of is None:
            self.context.report("missing-key", field.at, "totals need of: with the lines that they add up", on_key=True)
            return None
        found = {each.name: each for each in table.fields if each.type == "lines"}
        if written.of not in found:
            guess = nearest(written.of, found)
            hint = f"did you mean {guess}?" if guess else "lines are: " + (", ".join(found) or "none here")
            say = f"there are no lines {written.of!r} beside these totals"
            self.context.report("unknown-field", (*field.at, "of"), say, hint=hint)
        return found.get(written.of)

    def _sums(self, lines: Field, field: Field, written: spec_field.Field) -> list[Field]:
        figures = {each.name: each for each in lines.fields if each.type in _FIGURES and each.name != KEY}
        found = []
        for at, name in enumerate(written.sum):
            if name in figures:
                found.append(figures[name])
                continue
            guess = nearest(name, figures)
            hint = f"did you mean {guess}?" if guess else "figures of a row are: " + (", ".join(figures) or "none")
            say = f"{name!r} is no figure of a row of {lines.name} that can be added up"
            self.context.report("unknown-field", (*field.at, "sum", at), say, hint=hint)
        return list({each.name: each for each in found}.values())

    def _kind(self, table: Table, field: Field) -> t.Type | None:
        groups = self.schema.fields[table.name].get(field.name)
        kind = groups.fields[KEY] if isinstance(groups, t.TableType) else t.ANY
        if t.is_scalar(kind):
            return kind
        say = f"rows can't be grouped by {'a list' if isinstance(kind, t.ListType) else 'a table'}"
        self.context.report("wrong-type", (*field.at, "by"), say, hint="group them by a single value, such as =product")
        return None

    def _source(self, tree: list[Any], lines: Field) -> Field | None:
        """The field whose value the key is, where it is a field's and nothing else."""
        if tree[0] == "field" and tree[1] == 1:
            return next((each for each in lines.fields if each.name == tree[2]), None)
        if tree[0] == "get" and tree[1][0] == "link" and tree[1][2] in self.tables:
            return next((each for each in self.tables[tree[1][2]].fields if each.name == tree[2]), None)
        return None

    def _made_up(self, kind: t.Type, field: Field) -> Field:
        """A field for a key that is worked out."""
        to = kind.table if isinstance(kind, t.LinkType) and kind.table in self.tables else None
        return dataclasses.replace(field, type="link" if to else _AS_FIELD.get(kind, "text"), to=to)


def _inside(schema: Schema, table: str, field: spec_field.Field) -> Env | None:
    """Inside a row of the lines that a totals field is of; None for every other field."""
    lines = schema.fields[table].get(field.of) if field.type == "totals" and field.of else None
    if not isinstance(lines, t.TableType):
        return None
    return schema.env([schema.record_scope(table)]).inner(lines.row, lines.fields)


def _column(name: str, totals: Field, source: Field) -> Field:
    path = f"{totals.path}.{name}"
    return Field(
        name, source.type, path, totals.at, source.label, options=source.options, to=source.to, round=source.round
    )  # fmt: skip


def _each_row(by: Formula, lines: str, sums: list[str]) -> Formula:
    """The key and the figures of each row, as a table."""
    parts: list[Any] = ["record", KEY, of_row(by.tree)]
    for name in sums:
        parts += [name, ["get", ["row", 1], name]]
    tree = ["call", "ForAll", ["field", 0, lines], ["each", 1, parts]]
    read = {dep.replace(f"{lines}[@].", f"{lines}[].", 1) for dep in by.deps}
    deps = tuple(sorted({lines, *(f"{lines}[].{name}" for name in sums), *read}))
    return dataclasses.replace(by, tree=tree, type="table", deps=deps)


def of_row(tree: list[Any]) -> list[Any]:
    """The same with the fields of a declared scope read from a row that a function goes through."""
    if tree[0] == "field" and tree[1] == 1:
        return ["get", ["row", 1], tree[2]]
    return [of_row(part) if isinstance(part, list) else part for part in tree]


def _bare(text: str | None) -> str:
    return (text or "").removeprefix("=")


def _below(field: Field) -> Iterator[Field]:
    for inner in field.fields:
        yield inner
        yield from _below(inner)
