"""From a formula's text to its typed tree: parse, check, fit to the place where it stands."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.formula.checker import Checker
from fieldpact.formula.env import TypeEnv
from fieldpact.formula.fitting import expected, unknown_option
from fieldpact.formula.parser import parse
from fieldpact.formula.problems import Problem
from fieldpact.formula.types import Type


@unchanging
class Compiled:
    """`tree` is None where there are problems. `deps` are sorted; see docs on dependencies in ARCHITECTURE.md."""

    tree: list[Any] | None
    type: Type | None
    deps: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def compile(text: str, env: TypeEnv, expect: Type | None = None) -> Compiled:
    """Compile a formula (`text` is without the leading `=`). Never raises for what an author wrote."""
    node, problems = parse(text)
    if node is None:
        return Compiled(None, None, (), problems)
    checker = Checker(env)
    checked = checker.check(node)
    problems += checker.problems
    if expect is not None and not checker.problems:
        fitted = expected(checked, expect)
        wrong = unknown_option(expect, checked.tree)
        if wrong is not None:
            hint = f"Did you mean {wrong[1]}?" if wrong[1] else ""
            fix = f'"{wrong[1]}"' if wrong[1] else None
            message = f"There is no option {wrong[0]}"
            problems.append(Problem("unknown-option", message, node.start, node.end, hint, fix))
        elif fitted == "float":
            message = "This gives a float, which isn't exact; a number here must be rounded"
            fix = f"Round({text}, 2)"
            problems.append(Problem("float", message, 0, len(text), "Put Round(…, 2) around it.", fix))
        elif isinstance(fitted, str):
            problems.append(Problem("type", fitted, node.start, node.end))
        else:
            checked = fitted
    problems.sort(key=lambda problem: (problem.start, problem.end))
    deps = tuple(sorted(checker.names.deps))
    if problems:
        return Compiled(None, checked.type, deps, problems)
    return Compiled(checked.tree, checked.type, deps, [])
