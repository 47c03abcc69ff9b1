"""Paths such as `drop.items.qty` -> formulas that give what a record counts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env, Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.totals import of_row
from fieldpact.suggest import nearest

FIGURES: Final = ("used", "asked", "most", "left", "age")
"""What a message may say beside the keys."""
_RESERVED: Final = (*FIGURES, "amount", "day")
_ME: Final[list[Any]] = ["get", ["call", "Me"], "id"]
_OWNER: Final[list[Any]] = ["coalesce", ["field", 0, "owner"], _ME]


@unchanging
class Source:
    """Where a figure stands: a table, or lines of it."""

    table: Table
    lines: Field | None
    figure: str


@unchanging
class Sources:
    """Reads what limits and stock name; what is wrong is reported at its place."""

    context: Context
    compiler: Compiler
    schema: Schema
    tables: Mapping[str, Table]

    def source(self, path: str, at: SpecPath) -> Source | None:
        """None where there is no such figure."""
        name, *rest = path.split(".")
        table = self.tables.get(name)
        if table is None or table.reference:
            filled = [each.name for each in self.tables.values() if not each.reference]
            self._unknown("unknown-table", at, name, f"there are no records {name!r} to count", "tables are: ", filled)
            return None
        lines, fields = None, table.fields
        if len(rest) > 1:
            lines = next((each for each in fields if each.name == rest[0] and each.type == "lines"), None)
            if lines is None:
                found = [each.name for each in fields if each.type == "lines"]
                self._unknown("unknown-field", at, rest[0], f"{name} has no lines {rest[0]!r}", "lines are: ", found)
                return None
            fields = lines.fields
        figures = [each.name for each in fields if each.type == "integer"]
        if not rest or len(rest) > 2 or rest[-1] not in figures:
            say = f"{path!r} is no whole number of {name}"
            self._unknown("unknown-field", at, rest[-1] if rest else "", say, "its whole numbers are: ", figures)
            return None
        return Source(table, lines, rest[-1])

    def env(self, source: Source) -> Env:
        """The names in the record, and in the row where the figure stands in one."""
        env = self.schema.env([self.schema.record_scope(source.table.name)])
        inner = self.schema.fields[source.table.name].get(source.lines.name) if source.lines else None
        return env.inner(inner.row, inner.fields) if isinstance(inner, t.TableType) else env

    def key(self, source: Source, path: str, id_: str, at: SpecPath) -> Formula | None:
        """The formula of a key: a field, through links; one of a row may begin with the name of its lines."""
        lines = f"{source.lines.name}." if source.lines else "."
        if path == "owner":
            return Formula(id_, path, _OWNER, str(t.TEXT), ("me",), at)
        written = path.removeprefix(lines)
        env = self.env(source)
        kept = dict(self.compiler.formulas)
        formula = self.compiler.formula(written, id_, at, env, None)
        self.compiler.formulas.clear()
        self.compiler.formulas.update(kept)  # it is a part of what the rows give, not a formula of its own
        return formula

    def check_names(self, names: Sequence[str], at: SpecPath) -> bool:
        """Whether the keys can be told apart from each other and from what is counted."""
        for number, name in enumerate(names):
            if name in names[:number]:
                say = f"two keys are called {name}"
                self.context.report("duplicate-key", (*at, number), say, hint="take one of them out")
                return False
            if name in _RESERVED:
                say = f"a key can't be called {name}, which is what messages call a figure"
                self.context.report("reserved-name", (*at, number), say, hint="give the field another name")
                return False
        return True

    def states(self, table: Table, counts_when: Mapping[str, Sequence[str]], at: SpecPath) -> tuple[str, ...]:
        """In which its records count; empty means in all."""
        workflow = table.workflow
        declared = workflow.states if workflow else ()
        if table.name not in counts_when:
            return tuple(state.name for state in declared if state.facts)
        known = [state.name for state in declared]
        for number, name in enumerate(counts_when[table.name]):
            if name not in known:
                place = (*at, "counts_when", table.name, number)
                self._unknown(
                    "unknown-state", place, name, f"{table.name} has no state {name!r}", "states are: ", known
                )
        return tuple(counts_when[table.name])

    def check_tables(self, counts_when: Mapping[str, Sequence[str]], counted: Sequence[str], at: SpecPath) -> None:
        """What `counts_when` speaks of is counted."""
        for name in counts_when:
            if name not in counted:
                place = (*at, "counts_when", name)
                say = f"nothing of {name} is counted here"
                self._unknown("unknown-table", place, name, say, "counted are: ", counted, on_key=True)

    def rows(self, source: Source, keys: Mapping[str, Formula], day: str, id_: str, at: SpecPath) -> Formula:
        """The entries of a record as a table: the keys, `amount` and `day`."""
        level = 1 if source.lines else 0
        parts: list[Any] = ["record"]
        for name, key in keys.items():
            parts += [name, of_row(key.tree)]
        figure = ["get", ["row", 1], source.figure] if level else ["field", 0, source.figure]
        parts += ["amount", figure, "day", _day(day)]
        deps = {dep for key in keys.values() for dep in key.deps} | ({day} if day else set())
        if source.lines is None:
            read = {source.figure, *deps}
            return self._keep(Formula(id_, "", ["list", parts], "table", tuple(sorted(read)), at))
        lines = source.lines.name
        tree = ["call", "ForAll", ["field", 0, lines], ["each", 1, parts]]
        inside = {f"{lines}[].{source.figure}", *(dep.replace(f"{lines}[@].", f"{lines}[].", 1) for dep in deps)}
        ordered = (lines, *sorted(inside - {lines}))  # what is said is said at the lines
        return self._keep(Formula(id_, "", tree, "table", ordered, at))

    def says(self, env: Env, key: str, say: Any, at: SpecPath, text: Any) -> Formula | None:
        """The message as a formula of the figures and the keys."""
        if isinstance(say, str) and say.startswith("="):
            return self.compiler.formula(say, key, at, env, t.TEXT)
        for language, words in say.items() if isinstance(say, dict) else [("", say or "")]:
            place = (*at, language) if language else at
            if words.startswith("="):
                hint = 'write one formula for all languages, or plain texts such as {en: "{left} left"}'
                self.context.report("formula-by-language", place, "a message by language can't be a formula", hint=hint)
                return None
            for name in _places(words):
                if name not in FIGURES:
                    hint = "in braces can stand: " + ", ".join(FIGURES)
                    self.context.report("unknown-place", place, f"there is no {{{name}}}", hint=hint)
        tree: list[Any] = ["string", text.key] if say else ["blank"]
        for name in FIGURES if say else ():
            shown = ["to", "text", ["field", len(env.row_scopes) - 1, name]]
            tree = ["call", "Substitute", tree, ["text", f"{{{name}}}"], shown]
        return Formula(key, "", tree, str(t.TEXT), (), at)

    def _keep(self, formula: Formula) -> Formula:
        self.compiler.formulas[formula.id] = formula
        return formula

    def keep(self, formula: Formula, id_: str, tree: list[Any], kind: t.Type, deps: Sequence[str]) -> Formula:
        """Another formula at the same place."""
        made = dataclasses.replace(formula, id=id_, text="", tree=tree, type=str(kind), deps=tuple(deps), constant=None)
        return self._keep(made)

    def _unknown(
        self, code: str, at: SpecPath, name: str, say: str, listed: str, known: Sequence[str], on_key: bool = False
    ) -> None:
        guess = nearest(name, known)
        hint = f"did you mean {guess}?" if guess else listed + (", ".join(known) or "none here")
        self.context.report(code, at, say, hint=hint, on_key=on_key)


def _day(field: str) -> list[Any]:
    made: list[Any] = ["to", "date", ["field", 0, "created"]]
    return ["coalesce", ["field", 0, field], made] if field else made


def _places(words: str) -> list[str]:
    return [part.partition("}")[0] for part in words.split("{")[1:] if "}" in part]
