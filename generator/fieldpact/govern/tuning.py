"""What a profile changes about a rule: it may raise its weight and tighten its params, never the other way.

A rule that is `optional` counts only where a profile makes it active. What would loosen a rule is a finding at its
line, and the stricter value stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pydantic import Field

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity
from fieldpact.govern.files import ItModel, it_finding, shape_of
from fieldpact.govern.rules import Rule, RuleFile, Tier
from fieldpact.source.document import Document
from fieldpact.suggest import nearest

Raw = str | list[str]

TIERS: tuple[Tier, ...] = ("advice", "soft", "hard")
"""From the lightest to the heaviest."""


class TuningFile(ItModel):
    """What a profile says about one rule; what it leaves out stays."""

    active: Literal["true", "false"] | None = None
    severity: Severity | None = None
    tier: Tier | None = None
    params: dict[str, Raw] = Field(default_factory=dict)


@unchanging
class Tuned:
    """A rule as one profile has it."""

    active: bool
    severity: Severity
    tier: Tier
    params: Mapping[str, Raw]

    @classmethod
    def of(cls, file: RuleFile) -> Tuned:
        """As the rule itself says."""
        return cls(file.optional != "true", file.severity, file.tier, file.params)


@unchanging
class _Tuning:
    """One rule in one profile's file, for findings."""

    rule: Rule
    before: Tuned
    file: TuningFile
    document: Document
    over: str

    def finding(self, key: str, say: str, hint: str = "", code: str = "rule-loosened") -> Finding:
        keys = tuple(part for part in key.split(".") if part)
        return it_finding(self.document, ("rules", self.rule.id, *keys), code, say, hint)


def tune(
    rule: Rule, before: Tuned, file: TuningFile, document: Document, over: str
) -> tuple[Tuned, Mapping[str, object], list[Finding]]:
    """The rule as a profile has it, what the profile changed of it by key, and every finding.

    `before` is how the profile has it that this one extends; `over` names that profile, or the rule itself.
    """
    each = _Tuning(rule, before, file, document, over)
    findings = [*_weight_findings(each), *_param_findings(each)]
    severity = max(before.severity, file.severity or before.severity, key=lambda one: one.rank)
    tier = max(before.tier, file.tier or before.tier, key=TIERS.index)
    active = before.active if file.active is None else file.active == "true" or (before.active and _kept(before))
    params = {name: _stricter(rule.file, name, raw, file.params.get(name)) for name, raw in before.params.items()}
    tuned = Tuned(active, severity, tier, params)
    changed: dict[str, object] = {
        key: new
        for key, old, new in (
            ("active", before.active, active),
            ("severity", before.severity, severity),
            ("tier", before.tier, tier),
            *((f"params.{name}", raw, params[name]) for name, raw in before.params.items()),
        )
        if old != new
    }
    return tuned, changed, findings


def _kept(before: Tuned) -> bool:
    """Whether a rule stays although a profile switches it off: only advice goes."""
    return before.tier != "advice"


def _weight_findings(each: _Tuning) -> Iterator[Finding]:
    name, before, file = each.rule.id, each.before, each.file
    if file.active == "false" and before.active and _kept(before):
        hint = "" if before.tier == "hard" else "where one app needs to pass, a waiver with an end can let it"
        yield each.finding("active", f"{name} is {before.tier}: no profile can switch it off; it stays", hint)
    if file.severity is not None and file.severity.rank < before.severity.rank:
        say = f"{name}: severity {file.severity} loosens what {each.over} says; {before.severity} stays"
        yield each.finding("severity", say)
    if file.tier is not None and TIERS.index(file.tier) < TIERS.index(before.tier):
        yield each.finding("tier", f"{name}: tier {file.tier} loosens what {each.over} says; {before.tier} stays")


def _param_findings(each: _Tuning) -> Iterator[Finding]:
    file = each.rule.file
    for name, wanted in each.file.params.items():
        key = f"params.{name}"
        if name not in each.before.params:
            guess = nearest(name, each.before.params)
            hint = f"did you mean {guess}?" if guess else ""
            yield each.finding(key, f"{file.id} has no param {name}", hint, "rule-param")
            continue
        before = each.before.params[name]
        if shape_of(wanted) != shape_of(before):
            say = f"{name} takes {shape_of(before)}, not {shown_raw(wanted)}"
            yield each.finding(key, say, code="rule-param")
        elif name not in file.tighter:
            say = f"{file.id} doesn't say which way {name} gets tighter, so no profile can change it"
            yield each.finding(key, say, f"add {name}: less or more under tighter: of the rule", "rule-param")
        elif _stricter(file, name, before, wanted) != wanted:
            stays = shown_raw(_stricter(file, name, before, wanted))
            say = f"{file.id}: {name} {shown_raw(wanted)} loosens what {each.over} says; {stays} stays"
            yield each.finding(key, say)


def _stricter(file: RuleFile, name: str, before: Raw, wanted: Raw | None) -> Raw:
    """The tighter of two values of a param; the one before where they can't be compared."""
    way = file.tighter.get(name)
    if wanted is None or way is None or shape_of(wanted) != shape_of(before):
        return before
    if isinstance(wanted, list) and isinstance(before, list):
        if way == "less":
            return [item for item in wanted if item in before]
        return [*wanted, *(item for item in before if item not in wanted)]
    if isinstance(wanted, str) and isinstance(before, str) and shape_of(wanted) == "number":
        smaller, larger = sorted((before, wanted), key=Decimal)
        return smaller if way == "less" else larger
    return before


def tuned_rules(rules: Mapping[str, Rule], tuning: Mapping[str, Tuned]) -> Mapping[str, Rule]:
    """The rules that count in a profile, as it has them."""
    found = {}
    for name, rule in rules.items():
        tuned = tuning.get(name) or Tuned.of(rule.file)
        if tuned.active:
            changes = {"severity": tuned.severity, "tier": tuned.tier, "params": dict(tuned.params)}
            found[name] = rule if name not in tuning else replace(rule, file=rule.file.model_copy(update=changes))
    return found


def shown_raw(raw: Raw) -> str:
    """A raw value as IT writes it."""
    return f"[{', '.join(raw)}]" if isinstance(raw, list) else raw
