"""Runs rules over facts. A rule that can't be decided blocks; nothing passes because something was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fieldapp.formula.values import ErrorValue
from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Fix, Setting, Severity, Span
from fieldpact.govern.facts import Facts, Row
from fieldpact.govern.profile import Profile, value_of
from fieldpact.govern.rules import Rule
from fieldpact.govern.schema import SINGULAR
from fieldpact.govern.trace import Tracer
from fieldpact.model.formula import SpecPath

Place = Callable[[SpecPath], Span]
"""Where a path of the spec stands in its file; a path that doesn't exist stands where its nearest ancestor does."""


@unchanging
class FactsWorld:
    """The facts as the world of a formula. Rules that ask for time or people are refused when read."""

    facts: Facts
    zone: dt.tzinfo = dt.UTC
    language: str = "en"

    def now(self) -> dt.datetime:
        raise AssertionError("rules that ask for the time are refused when they are read")

    def today(self) -> dt.date:
        raise AssertionError("rules that ask for the day are refused when they are read")

    def me(self) -> Row:
        raise AssertionError("rules that ask for the person are refused when they are read")

    def here(self) -> Row | None:
        raise AssertionError("rules that ask for the place are refused when they are read")

    def record(self, table: str, key: str) -> Row | None:
        return None

    def rows(self, table: str) -> Sequence[Row]:
        return self.facts.rows[table]

    def text(self, key: str) -> str:
        return key


def run(rules: Mapping[str, Rule], facts: Facts, profile: Profile, place: Place) -> list[Finding]:
    """The findings of all rules."""
    world, tracer = FactsWorld(facts), Tracer(facts)
    policy = {key: _value(value) for key, value in profile.policy.items()}
    of_profile = profile.params
    records = _Records(facts, {"app": facts.app, "policy": policy, "params": {}})
    found: list[Finding] = []
    for rule in rules.values():
        tuned = {**rule.file.params, **of_profile.get(rule.id, {})}
        params = {key: _value(value_of(raw)) for key, raw in tuned.items()}
        for names, at in records.of(rule.file.for_each):
            record = {**names, "params": params} if params else names
            finding = _judge(rule, world, record, at, place)
            if finding is not None:
                found.append(replace(finding, trace=tracer.seen(rule.trees, world, record)))
    return found


class _Records:
    """One record of names for each row, with the row's place in the spec; many rules look at the same rows."""

    def __init__(self, facts: Facts, shared: dict[str, Any]) -> None:
        self._facts = facts
        self._tables: Mapping[str, Row] = {row["name"]: row for row in facts.rows["tables"]}
        self._shared = shared
        self._known: dict[str, list[tuple[dict[str, Any], SpecPath]]] = {"app": [(shared, ())]}

    def of(self, for_each: str) -> list[tuple[dict[str, Any], SpecPath]]:
        """The records of a rule that looks at each row of this table, or once at the app."""
        if for_each not in self._known:
            rows = zip(self._facts.rows[for_each], self._facts.places[for_each], strict=True)
            self._known[for_each] = [(self._record(SINGULAR[for_each], row), at) for row, at in rows]
        return self._known[for_each]

    def _record(self, singular: str, row: Row) -> dict[str, Any]:
        if singular != "table" and "table" in row:
            return {**self._shared, singular: row, "table": self._tables[row["table"]]}
        return {**self._shared, singular: row}


def _judge(rule: Rule, world: FactsWorld, record: dict[str, Any], at: SpecPath, place: Place) -> Finding | None:
    if rule.when is not None:
        concerned = rule.when(world, record)
        if isinstance(concerned, ErrorValue):
            where, path = _where(rule, at)
            say = f"{rule.file.title}: whether this rule applies can't be told ({concerned.message})"
            hint = f"ask {rule.file.owner}"
            return Finding(rule.id, say, place(where), Severity.ERROR, path, hint)
        if concerned is not True:
            return None
    if rule.require(world, record) is True:
        return None
    where, path = _where(rule, at)
    message = _words(rule.message(world, record)) or rule.file.title
    hint = _words(rule.hint(world, record)) if rule.hint else ""
    return Finding(rule.id, message, place(where), rule.file.severity, path, hint, _fix(rule, world, record, at))


def _where(rule: Rule, at: SpecPath) -> tuple[SpecPath, str]:
    """The place that a finding points to, and the path of the row it is about."""
    where = (*at, *rule.file.at.split(".")) if rule.file.at else at
    return where, ".".join(map(str, at)) or rule.file.at


def _fix(rule: Rule, world: FactsWorld, record: dict[str, Any], at: SpecPath) -> Fix | None:
    """What the rule would set or take out at the row's place; nothing where a value of it can't be told."""
    values = {key: _written(call(world, record)) for key, call in (rule.fix or {}).items()}
    gone = rule.file.fix.remove if rule.file.fix else ()
    if not (values or gone) or not all(values.values()):
        return None
    said = [f"set {key}: {_shown(value)}" for key, value in values.items()]
    said += [f"take {key}: out" for key in gone]
    settings = [Setting((*at, *key.split(".")), value) for key, value in values.items()]
    settings += [Setting((*at, *key.split(".")), None) for key in gone]
    return Fix(", ".join(said), settings=tuple(settings))


def _written(value: Any) -> str | tuple[str, ...]:
    """A value as a spec has it; an error has none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return tuple(map(_words, value)) if isinstance(value, list) else _words(value)


def _shown(value: str | tuple[str, ...]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else value


def _words(value: Any) -> str:
    """Text of a message or a fix; an error says nothing."""
    if value is None or isinstance(value, ErrorValue):
        return ""
    return str(value)


def _value(value: Any) -> Any:
    """A switch or parameter as formulas have it: lists are tables of one column."""
    return list(value) if isinstance(value, tuple) else value
