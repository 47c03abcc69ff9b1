"""`access:` of tables -> model access, and tables that nobody gets into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fieldpact.findings import Finding, Severity, Span
from fieldpact.model.access import Access
from fieldpact.model.app import App
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.pushing import Judge
from fieldpact.spec import table as spec_table
from fieldpact.spec.access import Access as SpecAccess
from fieldpact.suggest import nearest


def resolve_access(
    context: Context, compiler: Compiler, env: Env, name: str, table: spec_table.Table
) -> Mapping[str, Access]:
    """The access of each role that is named; `env` has the record as its scope."""
    at: SpecPath = ("tables", name, "access")
    found = {}
    for role, access in table.access.items():
        if role not in context.roles:
            _report_unknown(context, role, (*at, role), "there is no role", context.roles, "roles")
        found[role] = _access(context, compiler, env, access, table, f"{name}.access.{role}", (*at, role))
    if context.roles and not table.access and table.from_ is None:
        _report_shut(context, name)
    return found


def _access(
    context: Context,
    compiler: Compiler,
    env: Env,
    access: SpecAccess,
    table: spec_table.Table,
    id_: str,
    at: SpecPath,
) -> Access:
    if table.from_ is not None:
        for key in ("create", "edit", "delete"):
            if getattr(access, key) not in (None, "false"):
                say = "a table with from: is only read; its records come from the file"
                context.report("not-in-reference", (*at, key), say, hint=f"take {key}: out", on_key=True)
    edit, place = access.edit, context.document.find((*at, "edit", "when"))
    edit_at: SpecPath = (*at, "edit", "when") if place is not None else (*at, "edit")
    rules: dict[str, Formula | None] = {
        key: compiler.rule(getattr(access, key), f"{id_}.{key}", (*at, key), env)
        for key in ("read", "create", "delete")
    }
    for number, field in enumerate(edit.fields if edit else ()):
        if field not in table.fields:
            _report_unknown(
                context, field, (*at, "edit", "fields", number), "there is no field", table.fields, "fields"
            )
        elif (table.fields[field].formula or "") or table.fields[field].type == "note":
            say = f"nobody types {field}, so nobody can be allowed to"
            context.report("computed-field", (*at, "edit", "fields", number), say, hint="take it out of the list")
    when = compiler.rule(edit.when, f"{id_}.edit", edit_at, env) if edit else None
    return Access(at, **rules, edit=when, fields=tuple(edit.fields) if edit else ())


def _report_unknown(
    context: Context, name: str, at: SpecPath, say: str, known: Mapping[str, object] | tuple[str, ...], noun: str
) -> None:
    guess = nearest(name, known)
    hint = f"did you mean {guess}?" if guess else f"{noun} are: " + ", ".join(known)
    if not known:
        hint = f"declare it under {noun}:"
    context.report(f"unknown-{noun[:-1]}", at, f"{say} {name!r}", hint=hint, on_key=isinstance(at[-1], str))


def _report_shut(context: Context, table: str) -> None:
    """Roles are declared, and none of them gets in."""
    lines = ", ".join(f"{role}: {{read: true, create: true, edit: true}}" for role in context.roles)
    say = f"nobody gets into {table}: there are roles, and the table doesn't say what they may do"
    hint = f"add access: {{{lines}}} and take out what a role may not do, or write =owner = Me() for their own records"
    context.report("no-access", ("tables", table), say, hint=hint, on_key=True)


def unpushable_access(app: App, place: Callable[[SpecPath], Span | None]) -> list[Finding]:
    """An error for each `read` that the store can't answer by itself.

    An error for small tables too: the phone and whoever sends it records must pick the same ones, and both ask SQL.
    """
    rules = list(_reading(app))
    if not rules:
        return []
    judge = Judge(app)
    return [
        Finding(
            "access-not-pushable",
            f"who may read {table} can't be asked of the store: it would have to look at every record",
            place(rule.at),
            Severity.ERROR,
            ".".join(map(str, rule.at)),
            "compare stored fields, or fields of linked records, with values: =owner = Me(), =owner.manager = Me(), "
            "=territory = Me().territory, joined by && and ||",
        )
        for table, rule in rules
        if not judge.answers_where(table, rule, 0)
    ]


def _reading(app: App) -> Iterator[tuple[str, Formula]]:
    for table in app.tables.values():
        for access in table.access.values():
            if access.read is not None and access.read.constant is None:
                yield table.name, access.read
