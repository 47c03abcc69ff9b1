"""What no test has reached: fields, options, checks and branches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldapp.fields import of
from fieldapp.form import Engine
from fieldapp.form.graph import dependencies
from fieldapp.unchanging import unchanging
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.trial.branches import Branches
from fieldpact.trial.listed import to_pick

_OPTIONS = ("choice", "choices", "rank")

_BY_HAND = ("signature",)
"""Drawn on the screen, so that no test writes them; when they are asked for is tested all the same."""


@unchanging
class Gap:
    """Something of the app that no test has reached. `kind` is table, field, option, check or branch.

    `start` and `end` are a stretch of the text at `at`, where it is a part of a formula that isn't reached.
    """

    kind: str
    name: str
    message: str
    at: SpecPath
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Coverage:
    """What the tests of one table have reached so far."""

    table: Table
    formulas: Mapping[str, Formula] = field(default_factory=dict)
    """Those of the app."""
    filled: dict[str, set[str]] = field(default_factory=dict)
    """By path of a field that held something, the options it held."""
    unmet: set[int] = field(default_factory=set)
    met: set[int] = field(default_factory=set)
    branches: Branches = field(init=False)
    tested: bool = False

    def __post_init__(self) -> None:
        self.branches = Branches(self.table)

    def add(self, engine: Engine) -> None:
        """Takes in a form as a test left it."""
        self.tested = True
        for cell in engine.record.all_cells():
            value: Any = cell.value if cell.definition.type != "lines" else cell.effective
            if cell.shown and value not in (None, "", []):
                picked = value if isinstance(value, list) else [value]
                options = self.filled.setdefault(cell.definition.path, set())
                options.update(str(each) for each in picked if cell.definition.type in _OPTIONS)
        for number, state in enumerate(engine.checks):
            if state.message is not None:
                self.unmet.add(number)
            elif _is_asked(engine, number):
                self.met.add(number)
        self.branches.follow(engine)

    def gaps(self) -> Iterator[Gap]:
        """In the order of the spec; of a table that no test is about, only the table."""
        if not self.tested:
            yield Gap("table", self.table.name, "is in no test", self.table.at)
            return
        for each in self.table.all_fields():
            yield from self._of_field(each)
        for number, check in enumerate(self.table.checks):
            name = f"{number + 1} of {self.table.name}"
            if number not in self.unmet:
                yield Gap("check", name, "never fails", check.at)
            if number not in self.met:
                yield Gap("check", name, "is never met", check.at)
        for branch in self.branches:
            part = (None, None) if branch.whole else (branch.condition.start, branch.condition.end)
            for way in (True, False):
                if way not in branch.condition.seen:
                    yield Gap("branch", branch.name, f"is never {str(way).lower()}", branch.at, *part)

    def _of_field(self, each: Field) -> Iterator[Gap]:
        kind = of(each.type)
        if not kind.holds_value or kind.given or (each.visible is not None and each.visible.tree == ["bool", False]):
            return  # nobody can fill them in
        if each.type in _BY_HAND:
            return
        if each.path not in self.filled:
            yield Gap("field", each.path, f"is never {'computed' if each.formula else 'filled in'}", each.at)
            return
        if each.formula is not None:
            return
        at: SpecPath = (*each.at, "options")
        places = {option.value: (*at, option.value) for option in each.options}
        for value in places or to_pick(each, self.formulas):
            if value not in self.filled[each.path]:
                yield Gap("option", f"{value} of {each.path}", "is never chosen", places.get(value, at))


def _is_asked(engine: Engine, number: int) -> bool:
    """A check says nothing while all that it reads is blank, and then it isn't met either."""
    reads = tuple(dependencies(engine.checks[number].definition.that))
    values = (row.record.get(read.name) for read in reads for row in engine.record.below(read.scope))
    return not reads or any(value not in (None, "", []) for value in values)
