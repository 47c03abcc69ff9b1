"""What a link does beyond pointing: filters in its search, a new record on the way, values that it brings along."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping

from fieldapp.unchanging import unchanging
from fieldpact.model.field import Field
from fieldpact.model.formula import SpecPath
from fieldpact.model.rows import Let
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.spec import field as spec_field
from fieldpact.suggest import nearest

FILTERED = ("choice", "yes_no", "text", "link")
"""Types with few enough values to choose one of."""
_NOT_BROUGHT = frozenset({"lines", "photo", "file", "note", "signature", "location", "score", "totals", "auto_number"})


def with_links(
    context: Context,
    compiler: Compiler,
    fields: tuple[Field, ...],
    said: Mapping[str, spec_field.Field],
    env: Env,
) -> tuple[Field, ...]:
    """The same fields, with what their links are told; `said` is what the author wrote of them."""
    resolver = LinkResolver(context, compiler, {field.name: field for field in fields}, said, env)
    return tuple(resolver.resolve(field) if field.type == "link" else field for field in fields)


@unchanging
class LinkResolver:
    """Resolves the links among `fields`, which stand beside each other; `env` is where they stand."""

    context: Context
    compiler: Compiler
    fields: Mapping[str, Field]
    said: Mapping[str, spec_field.Field]
    env: Env

    def resolve(self, field: Field) -> Field:
        """Where the link points to nothing there is a finding already, and nothing more to say."""
        said = self.said[field.name]
        if field.to is None or self.env.table(field.to) is None:
            return field
        filters = filters_of(self.context, said.filters, field.to, self._declared(field.to), (*field.at, "filters"))
        return dataclasses.replace(
            field,
            create=said.create and self._may_create(field.to, (*field.at, "create")),
            filters=filters,
            bring=self._bring(field, said.bring),
        )

    def _declared(self, table: str) -> Mapping[str, spec_field.Field]:
        found = self.context.tables.get(table)
        return found.fields if found is not None else {}

    def _may_create(self, table: str, at: SpecPath) -> bool:
        found = self.context.tables.get(table)
        if found is not None and found.from_ is None:
            return True
        hint = "take it out"
        if found is not None:
            hint = f"take it out, or take from: out of tables.{table} so that people fill it"
        self.context.report("not-creatable", at, f"nobody makes new records of {table} on the phone", hint=hint)
        return False

    def _bring(self, link: Field, said: Mapping[str, str]) -> tuple[Let, ...]:
        assert link.to is not None
        candidate = self.env.table(link.to)
        assert candidate is not None
        inner = self.env.inner(link.to, candidate)
        beside = self.env.row_scopes[-1].fields
        found = []
        for name, text in said.items():
            at: SpecPath = (*link.at, "bring", name)
            if not self._takes(link, name, at):
                continue
            formula = self.compiler.formula(text, f"{link.path}.bring.{name}", at, inner, beside.get(name))
            if formula is not None:
                found.append(Let(name, formula))
        return tuple(found)

    def _takes(self, link: Field, name: str, at: SpecPath) -> bool:
        """Whether a pick may fill the field in."""
        field = self.fields.get(name)
        if field is None:
            guess = nearest(name, self.fields)
            hint = f"did you mean {guess}?" if guess else "fields beside it are: " + ", ".join(self.fields)
            say = f"there is no field {name!r} beside {link.name}"
            self.context.report("unknown-field", at, say, hint=hint, on_key=True)
            return False
        hint = "bring a field that people fill, or take this one out"
        if field is link:
            why = "it is the link itself"
        elif field.formula is not None:
            why = "it is computed"
        elif field.type in _NOT_BROUGHT:
            why = f"it is of type {field.type}"
        elif field.default is not None:
            why, hint = "its default stands there already", f"take the default out of {name}, or {name} out of here"
        elif self.said[name].read_only == "true":
            why, hint = "it is read-only", f"give {name} a formula such as ={link.name}.{name} in place of this"
        else:
            return True
        self.context.report("not-settable", at, f"nothing can be brought into {name}: {why}", hint=hint, on_key=True)
        return False


def filters_of(
    context: Context, names: Collection[str], table: str, fields: Mapping[str, spec_field.Field], at: SpecPath
) -> tuple[str, ...]:
    """Fields of a table that its lists can be narrowed by, as they are; findings for others."""
    found = []
    for index, name in enumerate(names):
        field = fields.get(name)
        if field is None:
            guess = nearest(name, fields)
            hint = f"did you mean {guess}?" if guess else "fields are: " + ", ".join(fields)
            context.report("unknown-field", (*at, index), f"{table} has no field {name!r}", hint=hint)
        elif field.type not in FILTERED:
            say = f"a list can't be narrowed by {name}, which is of type {field.type}"
            hint = "name a choice, a yes_no, a text with few values, or a link"
            context.report("not-filterable", (*at, index), say, hint=hint)
        else:
            found.append(name)
    return tuple(dict.fromkeys(found))
