"""Formulas and constants of the spec -> compiled formulas, with problems placed to the character."""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field

from fieldpact.findings import Edit, Finding, Fix
from fieldpact.formula import Compiled, PlainEnv
from fieldpact.formula import compile as compile_formula
from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.text import Text
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.options import some_of

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?%?\Z")
_LONGEST_NUMBER = 40


@dataclass(slots=True)
class Compiler:
    """Compiles in place; keeps every formula by id for cycles and rendering."""

    context: Context
    formulas: dict[str, Formula] = field(default_factory=dict)

    def formula(self, text: str | None, id_: str, at: SpecPath, env: Env, expect: t.Type | None) -> Formula | None:
        """A formula written with or without `=`."""
        if text is None:
            return None
        start = 1 if text.startswith("=") else 0
        compiled = compile_formula(text[start:], env, expect)
        for problem in compiled.problems:
            span = self.context.within(at, problem.start + start, problem.end + start)
            fix = None
            if problem.replacement is not None:
                fix = Fix(f"write {problem.replacement}", (Edit(span, problem.replacement),))
            self.context.findings.append(
                Finding(problem.code, problem.message, span, path=".".join(map(str, at)), hint=problem.hint, fix=fix)
            )
        if compiled.tree is None or compiled.type is None:
            return None
        return self._keep(Formula(id_, text[start:], compiled.tree, str(compiled.type), compiled.deps, at))

    def rule(self, text: str | None, id_: str, at: SpecPath, env: Env) -> Formula | None:
        """true, false or a condition; false is as good as absent."""
        if text is None or text == "false":
            return None
        if text == "true":
            return self._constant("true", id_, at, True)
        return self.formula(text, id_, at, env, t.BOOLEAN)

    def value(self, text: str | None, id_: str, at: SpecPath, env: Env, expect: t.Type) -> Formula | None:
        """A value of the expected type as written, or a formula that starts with `=`."""
        if text is None or text.startswith("="):
            return self.formula(text, id_, at, env, expect)
        literal = literal_of(text, expect)
        if literal is None:
            say = f"{shortened(text)!r} is not {described(expect)}"
            hint = "write a value of that kind, or a formula that starts with ="
            self.context.report("wrong-value", at, say, hint=hint)
            return None
        return self._constant(literal, id_, at, text)

    def saying(self, text: Text, first: str, id_: str, at: SpecPath, env: Env) -> Formula | None:
        """A text by language, or a formula that gives one."""
        if first.startswith("="):
            return self.formula(first, id_, at, env, t.TEXT)
        return self._keep(Formula(id_, "", ["string", text.key], str(t.TEXT), (), at, constant=first))

    def _constant(self, literal: str, id_: str, at: SpecPath, value: bool | str) -> Formula | None:
        """Only a number can be of the right kind and still not fit: one with more digits than formulas count with."""
        compiled = _compiled_literal(literal)
        if compiled.tree is None:
            for problem in compiled.problems:
                self.context.report(problem.code, at, problem.message, hint=problem.hint)
            return None
        return self._keep(Formula(id_, "", compiled.tree, str(compiled.type), (), at, constant=value))

    def _keep(self, formula: Formula) -> Formula:
        self.formulas[formula.id] = formula
        return formula


@functools.lru_cache(maxsize=256)
def _compiled_literal(literal: str) -> Compiled:
    """0, 1 and 100 stand at many fields, and mean the same everywhere."""
    return compile_formula(literal, PlainEnv())  # a literal names nothing


def literal_of(text: str, expect: t.Type) -> str | None:
    """A value written in YAML -> the same as a formula literal; None where it isn't of the type."""
    if expect == t.NUMBER:
        return text if _NUMBER.match(text) and len(text) <= _LONGEST_NUMBER else None
    if expect == t.BOOLEAN:
        return text if text in ("true", "false") else None
    try:
        if expect == t.DATE:
            day = dt.date.fromisoformat(text)
            return f"Date({day.year}, {day.month}, {day.day})"
        if expect == t.TIME:
            hour = dt.time.fromisoformat(text)
            return f"Time({hour.hour}, {hour.minute}, {hour.second})"
        if expect == t.DATETIME:
            at = dt.datetime.fromisoformat(text)
            return f"DateTime({at.year}, {at.month}, {at.day}, {at.hour}, {at.minute}, {at.second})"
    except ValueError:
        return None
    if isinstance(expect, t.ChoiceType) and text not in expect.options:
        return None
    quoted = text.replace('"', '""')
    return f'"{quoted}"'


def shortened(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= 60 else text[:60] + "…"


def described(kind: t.Type) -> str:
    """The type in an author's words, with an example."""
    if isinstance(kind, t.ChoiceType):
        return "one of " + some_of(kind.options)
    examples = {
        t.NUMBER: "a number such as 12 or 0.5 or 15%",
        t.BOOLEAN: "true or false",
        t.DATE: "a date such as 2027-01-15",
        t.TIME: "a time such as 12:30",
        t.DATETIME: "a date and time such as 2027-01-15 12:30",
    }
    return examples.get(kind, "a text")
