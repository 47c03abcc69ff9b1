"""A score -> the formula of its value, and how many rows are asked and answered.

A row is answered once its points aren't blank and every field of the row that they read is filled: a blank answer is
no answer, and never zero points. Until all rows that aren't skipped are answered the score is blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import Any, Final

from fieldpact.formula import types as t
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.score import Band, Score
from fieldpact.resolve.cells import WRITTEN, written_value
from fieldpact.resolve.context import Context
from fieldpact.resolve.env import Env
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.rows import of_row
from fieldpact.spec import field as spec_field
from fieldpact.suggest import nearest

COLORS: Final = ("red", "amber", "green")
"""The app has a word for each, since a colour alone tells some people nothing."""
Tree = list[Any]


def resolve_score(
    context: Context, compiler: Compiler, field: spec_field.Field, path: str, at: SpecPath, env: Env
) -> tuple[Formula | None, Score | None]:
    """The formula and the rest; None for a field of another type, and where something is missing."""
    if field.type != "score":
        return None, None
    bands = _bands(context, field, at)
    lines = _lines(context, field, at, env)
    for key, what in (("points", "what a row is worth"), ("most", "what a row could be worth at most")):
        if getattr(field, key) is None:
            context.report("missing-key", at, f"a score needs {key}: with {what}", on_key=True)
    if lines is None or field.of is None:
        return None, None
    inner = env.inner(lines.row, lines.fields)
    found = {
        key: compiler.formula(getattr(field, key), f"{path}.{key}", (*at, key), inner, kind)
        for key, kind in (("points", t.NUMBER), ("most", t.NUMBER), ("skip", t.BOOLEAN))
    }
    for key in found:  # they live on inside the formulas below
        compiler.formulas.pop(f"{path}.{key}", None)
    points, most, skip = found["points"], found["most"], found["skip"]
    if points is None or most is None or (skip is None and field.skip is not None):
        return None, None
    made = _Made(field.of, lines, path, len(env.row_scopes), points, most, skip)
    written = tuple(formula for formula in (points, most, skip) if formula is not None)
    kept = {
        name: Formula(f"{path}.{name}", "", tree, str(t.NUMBER), made.deps, at, parts=written)
        for name, tree in made.trees()
    }
    compiler.formulas.update({formula.id: formula for formula in kept.values()})
    return kept["formula"], Score(field.of, kept["answered"], kept["asked"], bands)


class _Made:
    """The trees, made of those of one row's points, most and skip."""

    def __init__(
        self, of: str, lines: t.TableType, path: str, level: int, points: Formula, most: Formula, skip: Formula | None
    ) -> None:
        around = "".join(f"{name}[@]." for name in path.split(".")[1:-1])
        own = f"{around}{of}[@]."
        self.level = level
        self.points, self.most = (of_row(formula.tree, level) for formula in (points, most))
        read = (dep.removeprefix(own).split(".")[0] for dep in points.deps if dep.startswith(own))
        self.needed = [name for name in dict.fromkeys(read) if t.is_scalar(lines.fields.get(name, t.ANY))]
        rows: Tree = ["field", level - 1, of]
        self.asked: Tree = rows
        if skip is not None:
            self.asked = ["call", "Filter", rows, self._each(["call", "Not", of_row(skip.tree, level)])]
        deps = {dep for formula in (points, most, skip) if formula is not None for dep in formula.deps}
        everywhere = {dep.replace(own, f"{around}{of}[].", 1) if dep.startswith(own) else dep for dep in deps}
        self.deps = tuple(sorted({f"{around}{of}", *everywhere}))

    def trees(self) -> Iterable[tuple[str, Tree]]:
        answers = [self.points, *(["get", ["row", self.level], name] for name in self.needed if name != "id")]
        filled: list[Tree] = [["call", "Not", ["call", "IsBlank", answer]] for answer in answers]
        answered: Tree = ["call", "CountIf", self.asked, self._each(reduce(lambda a, b: ["and", a, b], filled))]
        asked: Tree = ["call", "CountRows", self.asked]
        points, most = (["call", "Sum", self.asked, self._each(tree)] for tree in (self.points, self.most))
        open_: Tree = ["or", ["<", answered, asked], ["<=", most, ["num", "0"]]]
        yield "formula", ["if", open_, ["call", "Blank"], ["/", points, most]]
        yield "answered", answered
        yield "asked", asked

    def _each(self, tree: Tree) -> Tree:
        return ["each", self.level, tree]


def _lines(context: Context, field: spec_field.Field, at: SpecPath, env: Env) -> t.TableType | None:
    fields = env.row_scopes[-1].fields
    found = {name: kind for name, kind in fields.items() if isinstance(kind, t.TableType)}
    if field.of is None:
        context.report("missing-key", at, "a score needs of: with the lines whose rows it counts", on_key=True)
        return None
    if field.of not in found:
        guess = nearest(field.of, found)
        hint = f"did you mean {guess}?" if guess else "lines beside it are: " + (", ".join(found) or "none")
        context.report("unknown-field", (*at, "of"), f"there are no lines {field.of!r} beside this score", hint=hint)
    return found.get(field.of)


def _bands(context: Context, field: spec_field.Field, at: SpecPath) -> tuple[Band, ...]:
    found = []
    for name, text in field.bands.items():
        if name not in COLORS:
            guess = nearest(name, COLORS)
            hint = f"did you mean {guess}?" if guess else "bands are: " + ", ".join(COLORS)
            context.report("unknown-value", (*at, "bands", name), f"there is no band {name!r}", hint=hint, on_key=True)
            continue
        least = written_value("percent", text, "")
        if least is None:
            say = f"{text!r} is not {WRITTEN['percent']}"
            hint = "write the share from which on a score is of this colour"
            context.report("wrong-value", (*at, "bands", name), say, hint=hint)
        else:
            found.append(Band(name, least))
    return tuple(found)
