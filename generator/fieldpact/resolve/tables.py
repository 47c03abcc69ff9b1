"""Tables -> model tables."""

from __future__ import annotations

from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Check, Table
from fieldpact.resolve.access import resolve_access
from fieldpact.resolve.context import Context
from fieldpact.resolve.counted import resolve_counted
from fieldpact.resolve.env import Env, Schema
from fieldpact.resolve.fields import FieldResolver
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.sections import SectionResolver
from fieldpact.resolve.texts import from_name, resolve_text
from fieldpact.spec import table as spec_table


def resolve_table(
    context: Context, compiler: Compiler, schema: Schema, name: str, table: spec_table.Table
) -> Table | None:
    """None only where the title can't be compiled; everything else is a finding beside the table."""
    at: SpecPath = ("tables", name)
    env = schema.env([schema.record_scope(name)])
    label = resolve_text(context, table.label, f"{name}.table", (*at, "label"), from_name(name))
    labels_default = label.first() if table.labels is None else ""
    labels = resolve_text(context, table.labels or table.label, f"{name}.labels", (*at, "labels"), labels_default)
    fields = FieldResolver(context, compiler).resolve_all(table.fields, name, (*at, "fields"), env)
    fields, sections = SectionResolver(context, compiler, env, name).resolve(table, fields)
    title = compiler.formula(table.title or _first_text(table), f"{name}.title", (*at, "title"), env, t.TEXT)
    checks = [_check(context, compiler, env, name, n, check) for n, check in enumerate(table.checks)]
    _check_reference(context, table, at)
    if title is None:
        return None
    return Table(
        name, at, label, labels, title, fields, tuple(c for c in checks if c), table.from_, table.purpose,
        table.renamed_from, sections, access=resolve_access(context, compiler, env, name, table),
        valid=tuple(table.valid), unique=tuple(table.unique),
        counted=resolve_counted(context, table.counted, f"{name}.counted", (*at, "counted")),
    )  # fmt: skip


def _check_reference(context: Context, table: spec_table.Table, at: SpecPath) -> None:
    """Reference rows come from a file as they are: nothing in them is filled or computed."""
    for name, field in table.fields.items() if table.from_ else ():
        place: SpecPath = (*at, "fields", name)
        if field.type in ("lines", "file", "auto_number", "signature", "score"):
            say = f"a table with from: can't have a field of type {field.type}; a CSV file has no place for it"
            context.report(
                "not-in-reference", place, say, hint="take it out, or put it into a table without from:", on_key=True
            )
        elif field.formula is not None:
            say = "a table with from: computes nothing; its values come from the file"
            hint = "put the value into the file as a column, or compute it where it is used"
            context.report("not-in-reference", (*place, "formula"), say, hint=hint, on_key=True)


def _first_text(table: spec_table.Table) -> str:
    """Without a title, a record is called by its first text, else by when it was made."""
    for name, field in table.fields.items():
        if field.type in ("text", "email", "phone"):
            return name
    return 'Text(created, "yyyy-mm-dd hh:mm")'


def _check(
    context: Context, compiler: Compiler, env: Env, table: str, number: int, check: spec_table.Check
) -> Check | None:
    at: SpecPath = ("tables", table, "checks", number)
    name = f"{table}.checks.{number}"
    that = compiler.formula(check.that, f"{name}.that", (*at, "that"), env, t.BOOLEAN)
    say: Formula | None
    if isinstance(check.say, dict) and any(words.startswith("=") for words in check.say.values()):
        hint = 'write one formula for all languages, or plain texts such as {en: Too many, sv: "För många"}'
        context.report("formula-by-language", (*at, "say"), "a message by language can't be a formula", hint=hint)
        return None
    text = resolve_text(context, check.say, f"{name}.say", (*at, "say"))
    say = compiler.saying(text, text.first(), f"{name}.say", (*at, "say"), env)
    if that is None or say is None:
        return None
    return Check(name, that, say, text, check.strength, at)
