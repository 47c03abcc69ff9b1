"""Limits -> what each record counts, and a check of the table that a limit is of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from fieldpact.formula import types as t
from fieldpact.formula.env import Scope
from fieldpact.model.counting import Count, Entry
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Check
from fieldpact.resolve.context import Context
from fieldpact.resolve.counting import FIGURES, Source, Sources
from fieldpact.resolve.env import Env
from fieldpact.resolve.texts import resolve_text
from fieldpact.spec.limits import Limit

_DAYS: Final = re.compile(r"([1-9][0-9]{0,3}) days?\Z")
_CALENDAR: Final = ("calendar_year", "calendar_month")


def resolve_limit(sources: Sources, name: str, limit: Limit) -> tuple[Count, str, Check] | None:
    """With the table whose check it is; None where something is wrong, which is reported."""
    at: SpecPath = ("limits", name)
    context = sources.context
    source = sources.source(limit.of, (*at, "of"))
    within = _within(context, limit.within, (*at, "within"))
    if source is None:
        return None
    keys = _keys(sources, source, name, limit, at)
    day = _day(context, source, limit.on, (*at, "on"))
    if keys is None or within is None or day is None:
        return None
    rows = sources.rows(source, keys, day, f"limits.{name}.rows", at)
    sources.check_tables(limit.counts_when, [source.table.name], at)
    entry = Entry(source.table.name, rows, sources.states(source.table, limit.counts_when, at))
    older = {"days": str(limit.if_older_than.days), "do": limit.if_older_than.do} if limit.if_older_than else {}
    count = Count(
        name, "limit", at, tuple(keys), (entry,), limit.across, limit.within, limit.if_over.found_later, older
    )  # fmt: skip
    check = check_of(
        sources, source, count, entry, keys, limit.at_most, within, limit.if_over.before_signing, limit.say
    )
    return (count, source.table.name, check) if check is not None else None


def check_of(
    sources: Sources, source: Source, count: Count, entry: Entry, keys: Mapping[str, Formula], most: str, within: str,
    strength: str, say: Any, most_key: str = "at_most",
) -> Check | None:  # fmt: skip
    """The check that a form keeps within what is counted. Of stock, what must be left is the most that is missing."""
    at, path = count.at, ".".join(map(str, count.at))
    context, compiler = sources.context, sources.compiler
    record = sources.schema.record_scope(source.table.name)
    kinds = {name: _kind(sources.env(source), source, key) for name, key in keys.items()}
    env = sources.schema.env([record, Scope("limit", kinds, table="limit")])
    bound = compiler.value(most, f"{path}.{most_key}", (*at, most_key), env, t.NUMBER)
    text = resolve_text(context, say, f"{path}.say", (*at, "say"))
    said = sources.says(env.schema.env([record, Scope("limit", {**kinds, **dict.fromkeys(FIGURES, t.NUMBER)},
                        table="limit")]), f"{path}.say", say, (*at, "say"), text)  # fmt: skip
    if bound is None or said is None:
        return None
    highest = ["neg", bound.tree] if entry.takes else bound.tree
    worst = ["worst", count.name, entry.takes, ["field", 0, "id"], entry.rows.tree, within, ["each", 1, highest]]
    tables = (f"table:{each.table}" for each in count.entries)
    deps = tuple(dict.fromkeys([*entry.rows.deps, *tables, *bound.deps]))
    that = sources.keep(bound, f"{path}.that.{source.table.name}", ["fits", worst], t.BOOLEAN, deps)
    told = ["call", "With", worst, ["each", 1, said.tree]]
    message = sources.keep(said, f"{path}.said.{source.table.name}", told, t.TEXT, (*deps, *said.deps))
    return Check(count.name, that, message, text, strength, at, count.name)


def _keys(sources: Sources, source: Source, name: str, limit: Limit, at: SpecPath) -> dict[str, Formula] | None:
    names = [path.rpartition(".")[2] for path in limit.per]
    if not sources.check_names(names, (*at, "per")):
        return None
    found = {}
    for number, (key, path) in enumerate(zip(names, limit.per, strict=True)):
        formula = sources.key(source, path, f"limits.{name}.per.{key}", (*at, "per", number))
        if formula is None:
            return None
        found[key] = formula
    if limit.across == "me" and "owner" not in found:
        owner = sources.key(source, "owner", "", at)
        found |= {"owner": owner} if owner is not None else {}
    return found


def _kind(env: Env, source: Source, key: Formula) -> t.Type:
    """The type of a key, for the formulas that read it."""
    from fieldpact.formula import compile as compile_formula

    if key.text == "owner":
        return t.LinkType(table="person")
    lines = f"{source.lines.name}." if source.lines else "."
    return compile_formula(key.text.removeprefix(lines), env, None).type or t.ANY


def _within(context: Context, written: str, at: SpecPath) -> str | None:
    if written in _CALENDAR:
        return written
    if found := _DAYS.match(written):
        return found[1]
    hint = "it can be calendar_year, calendar_month, or days such as 30 days"
    context.report("unknown-value", at, f"within can't be {written!r}", hint=hint)
    return None


def _day(context: Context, source: Source, on: str | None, at: SpecPath) -> str | None:
    """The field of the day; "" where the record's own making says it."""
    dates = [field.name for field in source.table.fields if field.type == "date"]
    if on is None:
        return next(iter(dates), "")
    if on in dates:
        return on
    hint = "its dates are: " + (", ".join(dates) or "none")
    context.report("unknown-field", at, f"{source.table.name} has no date {on!r}", hint=hint)
    return None
