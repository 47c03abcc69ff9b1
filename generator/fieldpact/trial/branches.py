"""The branches of an app's logic: rules that hold or don't, and conditions inside formulas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from fieldapp.form import Engine
from fieldapp.unchanging import unchanging
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table
from fieldpact.trial.conditions import Condition, Probe

_RULES = ("visible", "required", "read_only")
_FORMULAS = (*_RULES, "default", "formula", "min", "max", "beside")


@unchanging
class Branch:
    """A condition, the formula it stands in, and what to call the two together."""

    formula: Formula
    condition: Condition
    whole: bool

    @property
    def name(self) -> str:
        """`visit.reason.visible`, or the condition as its author wrote it, with where it stands."""
        if self.whole:
            return self.formula.id
        written = " ".join(self.formula.text[self.condition.start : self.condition.end].split())
        return f"{written} in {self.formula.id}"

    @property
    def at(self) -> SpecPath:
        return self.formula.at


@dataclass(slots=True)
class _Site:
    """A formula and the lines that it stands in."""

    formula: Formula
    lines: tuple[str, ...]
    rule: Condition | None
    probe: Probe


@dataclass(slots=True)
class Branches:
    """Of one table. `follow` goes through all of its formulas with a form as it stands."""

    table: Table
    sites: list[_Site] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sites = list({(site.formula.id, site.formula.at): site for site in _sites(self.table)}.values())

    def follow(self, engine: Engine) -> None:
        world = engine.context.world
        for site in self.sites:
            for row in engine.record.below(site.lines):
                if site.rule is not None:
                    site.rule.holds(world, row.records)
                site.probe.follow(world, row.records)

    def __iter__(self) -> Iterator[Branch]:
        for site in self.sites:
            if site.rule is not None:
                yield Branch(site.formula, site.rule, whole=True)
            yield from (Branch(site.formula, condition, whole=False) for condition in site.probe.conditions)


def _sites(table: Table) -> Iterator[_Site]:
    for each in table.fields:
        yield from _of_field(each, ())
    for check in table.checks:
        for formula in (check.that, check.say):
            yield from _site(formula, (), rule=False)
    for move in table.workflow.moves if table.workflow else ():
        if move.when is not None:
            yield from _site(move.when, (), rule=True)


def _of_field(each: Field, lines: tuple[str, ...]) -> Iterator[_Site]:
    for key in _FORMULAS:
        formula = getattr(each, key)
        if formula is not None:
            inside = (*lines, each.score.of) if each.score is not None and formula is each.formula else lines
            for written in formula.parts or (formula,):
                yield from _site(written, inside, rule=key in _RULES)
    if each.lookup is not None:
        for part in (*(key.formula for key in each.lookup.keys), each.lookup.on):
            if part is not None:
                yield from _site(part, lines, rule=False)
    if each.rows is not None and each.rows.keep is not None:
        yield from _site(each.rows.keep, (*lines, each.name), rule=True)
    for inner in each.fields:
        yield from _of_field(inner, (*lines, each.name))


def _site(formula: Formula, lines: tuple[str, ...], rule: bool) -> Iterator[_Site]:
    """Nothing for a constant, which has one way only. A rule made of `&&` or `||` counts by its parts too."""
    if formula.constant is not None or formula.tree[0] == "bool":
        return
    whole = Condition(0, len(formula.text), formula.tree) if rule else None
    probe = Probe(formula.text, formula.tree)
    if whole is not None or probe.conditions:
        yield _Site(formula, lines, whole, probe)
