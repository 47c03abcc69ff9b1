"""Lookups -> formulas that find the one row, with what it is found by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.lookup import Lookup
from fieldpact.model.rows import Let
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.types import PERSON
from fieldpact.spec import field as spec_field
from fieldpact.spec import lookup as spec_lookup
from fieldpact.spec.table import Table
from fieldpact.suggest import nearest

_VALUES = (t.NUMBER, t.TEXT, t.BOOLEAN, t.DATE, t.TIME, t.DATETIME)


@unchanging
class LookupResolver:
    """Resolves the lookup at `at`, whose formulas get ids that begin with `path`."""

    context: Context
    compiler: Compiler
    path: str
    at: SpecPath

    def field(
        self, field: spec_field.Field, env: Env, value_type: t.Type | None
    ) -> tuple[Formula | None, Lookup | None]:
        """The formula of a field that is looked up, and what it is looked up by."""
        lookup = field.lookup
        if lookup is None:
            return None, None
        if field.formula is not None or field.default is not None:
            other = "formula" if field.formula is not None else "default"
            say = f"a field that is looked up can't have {other}: too"
            self.context.report("lookup-and-value", self.at, say, hint="keep one of them", on_key=True)
            return None, None
        fields = self._table(lookup, env)
        if fields is None or value_type is None:
            return None, None
        self._check_take(lookup, fields, value_type)
        stops = lookup.none == "stop"
        found = self._found(lookup, fields, env, lookup.take, must=stops)
        if found is None:
            return None, None
        formula, keys, on = found
        step = next(iter(lookup.step or ()), None)
        return formula, Lookup(lookup.in_, self.at, keys, on, step, stops)

    def row(self, lookup: spec_lookup.RowLookup, env: Env) -> Formula | None:
        """The formula of a whole row, blank where there is none."""
        fields = self._table(lookup, env)
        found = self._found(lookup, fields, env, "", must=False) if fields is not None else None
        return found[0] if found is not None else None

    def _table(self, lookup: spec_lookup.RowLookup, env: Env) -> Mapping[str, t.Type] | None:
        fields = env.table(lookup.in_)
        if fields is not None and fields is not PERSON:
            return fields
        tables = [name for name in env.tables() if env.table(name) is not PERSON]
        say = f"there is no table {lookup.in_!r} to look in"
        self._unknown("unknown-table", (*self.at, "in"), lookup.in_, say, "tables are: ", tables)
        return None

    def _check_take(self, lookup: spec_lookup.Lookup, fields: Mapping[str, t.Type], wanted: t.Type) -> None:
        at = (*self.at, "take")
        kind = fields.get(lookup.take)
        if kind is None:
            say = f"{lookup.in_} has no field {lookup.take!r}"
            self._unknown("unknown-field", at, lookup.take, say, "its fields are: ", fields)
        elif type(kind) is not type(wanted) or (kind in _VALUES and kind != wanted):
            say = f"{lookup.in_}.{lookup.take} is a {kind}, and this field holds a {wanted}"
            self.context.report("wrong-value", at, say, hint="take a field of the same kind")

    def _found(
        self, lookup: spec_lookup.RowLookup, fields: Mapping[str, t.Type], env: Env, take: str, must: bool
    ) -> tuple[Formula, tuple[Let, ...], Formula | None] | None:
        """None where something in it is wrong, which is reported."""
        keys = self._keys(lookup, fields, env)
        valid = self._valid(lookup)
        on = self.compiler.formula(lookup.on, f"{self.path}.on", (*self.at, "on"), env, t.DATE)
        step, reached = self._step(lookup, fields, env)
        if len(keys) < len(lookup.match) or valid is None or (lookup.on and on is None):
            return None
        if lookup.step and reached is None:
            return None
        level = len(env.row_scopes)
        same = [["each", level, ["=", ["get", ["row", level], key.name], key.formula.tree]] for key in keys]
        rows = ["call", "Filter", ["rows", lookup.in_], *same]
        parts = [*(key.formula for key in keys), *(formula for formula in (on, reached) if formula is not None)]
        needed = _read(level, [*(key.formula.tree for key in keys), *([on.tree] if on else [])])
        at_step = reached.tree if reached else ["blank"]
        day = on.tree if on else ["blank"]
        tree = ["lookup", rows, ["list", *needed], day, *valid, step, at_step, take, must]
        deps = {f"table:{lookup.in_}", *(dep for part in parts for dep in part.deps)}
        formula = Formula(self.path, "", tree, "record", tuple(sorted(deps)), self.at)
        self.compiler.formulas[formula.id] = formula
        return formula, keys, on

    def _keys(self, lookup: spec_lookup.RowLookup, fields: Mapping[str, t.Type], env: Env) -> tuple[Let, ...]:
        keys = []
        for name, text in lookup.match.items():
            at: SpecPath = (*self.at, "match", name)
            kind = fields.get(name)
            if kind is None or isinstance(kind, t.TableType | t.ListType):
                say = f"{lookup.in_} has no field {name!r} with one value"
                self._unknown("unknown-field", at, name, say, "its fields are: ", fields, on_key=True)
                continue
            formula = self.compiler.value(text, f"{self.path}.match.{name}", at, env, kind)
            if formula is not None:
                keys.append(Let(name, formula))
        return tuple(keys)

    def _valid(self, lookup: spec_lookup.RowLookup) -> tuple[str, str] | None:
        """The fields of the table's first and last day; blank without days. None where `on` and they don't agree."""
        declared = self.context.periods.get(lookup.in_)
        if declared is None and lookup.on is not None:
            say = f"{lookup.in_} doesn't say from when to when a row counts"
            hint = f"add valid: [starts, ends] to tables.{lookup.in_}, or take on: out"
            self.context.report("no-period", (*self.at, "on"), say, hint=hint, on_key=True)
            return None
        if declared is not None and lookup.on is None:
            say = f"rows of {lookup.in_} count for some days only, so that a day is needed"
            self.context.report("no-day", self.at, say, hint="add on: with the day, such as on: =Today()", on_key=True)
            return None
        return declared or ("", "")

    def _step(
        self, lookup: spec_lookup.RowLookup, fields: Mapping[str, t.Type], env: Env
    ) -> tuple[str, Formula | None]:
        for name, text in (lookup.step or {}).items():
            at: SpecPath = (*self.at, "step", name)
            if fields.get(name) != t.NUMBER:
                numbers = [field for field, kind in fields.items() if kind == t.NUMBER]
                say = f"{lookup.in_} has no number field {name!r} for its steps"
                self._unknown("unknown-field", at, name, say, "its numbers are: ", numbers, on_key=True)
                return "", None
            return name, self.compiler.formula(text, f"{self.path}.step.{name}", at, env, t.NUMBER)
        return "", None

    def _unknown(
        self, code: str, at: SpecPath, name: str, say: str, listed: str, known: Any, on_key: bool = False
    ) -> None:
        guess = nearest(name, list(known))
        hint = f"did you mean {guess}?" if guess else listed + ", ".join(known)
        self.context.report(code, at, say, hint=hint, on_key=on_key)


def _read(level: int, trees: Sequence[list[Any]]) -> list[list[Any]]:
    """The fields of the form that these trees read: while one of them is blank, there is nothing to look for."""
    found: dict[tuple[int, str], list[Any]] = {}
    for node in _nodes(trees):
        if node[0] == "field" and isinstance(node[1], int) and node[1] < level:
            found.setdefault((node[1], node[2]), node)
    return list(found.values())


def _nodes(trees: Sequence[list[Any]]) -> Iterator[list[Any]]:
    pending = [tree for tree in reversed(trees)]
    while pending:
        node = pending.pop()
        yield node
        pending += [part for part in reversed(node) if isinstance(part, list)]


def periods(context: Context, tables: Mapping[str, Table]) -> dict[str, tuple[str, str]]:
    """The fields of the first and last day of each table with `valid:`; what is wrong with it is reported."""
    found: dict[str, tuple[str, str]] = {}
    for name, table in tables.items():
        at: SpecPath = ("tables", name, "valid")
        if table.unique:
            _check_unique(context, name, table)
        if not table.valid:
            continue
        if table.from_ is None:
            say = "only the rows of a table with from: count for some days"
            context.report("no-period", at, say, hint="take it out", on_key=True)
        elif len(table.valid) != 2:
            hint = "write valid: [starts, ends], with the fields of the first and the last day"
            context.report("wrong-shape", at, "valid: takes two fields", hint=hint)
        else:
            wrong = [each for each in table.valid if each not in table.fields or table.fields[each].type != "date"]
            for each in wrong:
                dates = [field for field, declared in table.fields.items() if declared.type == "date"]
                hint = "its dates are: " + ", ".join(dates) if dates else "add it to the fields with type: date"
                context.report("unknown-field", at, f"{name} has no date {each!r}", hint=hint)
            if not wrong:
                found[name] = (table.valid[0], table.valid[1])
    return found


def _check_unique(context: Context, name: str, table: Table) -> None:
    at: SpecPath = ("tables", name, "unique")
    if table.from_ is None:
        say = "only the rows of a table with from: are asked to differ"
        context.report("not-in-reference", at, say, hint="take it out", on_key=True)
    for each in table.unique:
        if each not in table.fields:
            guess = nearest(each, list(table.fields))
            hint = f"did you mean {guess}?" if guess else "its fields are: " + ", ".join(table.fields)
            context.report("unknown-field", at, f"{name} has no field {each!r}", hint=hint)
