"""One rule for people at a terminal: what it asks for, what its names mean, what profiles and waivers make of it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from fieldpact.govern.columns import SCHEMA
from fieldpact.govern.governance import Governance
from fieldpact.govern.rules import Rule
from fieldpact.govern.schema import SINGULAR
from fieldpact.govern.tuning import shown_raw
from fieldpact.report.text import shown

_WIDTH = 100
_NAMED = re.compile(r"\b([a-z]+)\.([a-z_]+)")

_TIERS = {
    "hard": "hard: nobody can waive it",
    "soft": "soft: a waiver with owner, reason and expiry can lift it",
    "advice": "advice: it never blocks",
}
_WAYS = {"less": "a profile may make it less", "more": "a profile may make it more"}


def render_rule(governance: Governance, rule: Rule) -> str:
    """Everything about a rule, with a final newline."""
    file = rule.file
    lines = [f"{file.id}  {file.title}", f"{file.severity}, {_TIERS[file.tier]}"]
    lines += ["it counts only in profiles that make it active"] if file.optional == "true" else []
    lines += ["", *textwrap.wrap(file.why, _WIDTH), "", f"for each   {file.for_each}"]
    lines += [f"when       {file.when}"] if file.when else []
    lines += [f"require    {file.require}"]
    for name, value in file.params.items():
        way = f" ({_WAYS[file.tighter[name]]})" if name in file.tighter else ""
        lines.append(f"params     {name}: {shown_raw(value)}{way}")
    lines += [f"hint       {file.hint}"] if file.hint else []
    lines += [f"fix        {key}: {text}" for key, text in file.fix.set.items()] if file.fix else []
    lines += [f"maps to    {', '.join(file.maps_to)}"] if file.maps_to else []
    lines += ["on device  the app holds to it too"] if file.device == "true" else []
    lines += [f"ask        {file.owner}", f"file       {rule.folder / 'rule.yaml'}"]
    for heading, told in (
        ("names:", _names(rule, governance)),
        ("profiles:", _profiles(rule, governance)),
        ("waivers:", _waivers(rule, governance)),
        ("accepted:", _cases(rule, "accepted")),
        ("refused:", _cases(rule, "refused")),
    ):
        found = [f"  {shown(line)}" for line in told]
        lines += ["", heading, *found] if found else []
    return "\n".join(lines) + "\n"


def _names(rule: Rule, governance: Governance) -> Iterator[str]:
    """What the columns and switches mean that the rule's formulas name."""
    texts = " ".join(filter(None, (rule.file.when, rule.file.require, rule.file.message, rule.file.hint)))
    tables = {"app": "app", **{singular: table for table, singular in SINGULAR.items()}}
    for owner, name in dict.fromkeys(_NAMED.findall(texts)):
        if owner == "policy" and name in governance.switches:
            yield f"policy.{name}  {governance.switches[name].says}"
        columns = {column.name: column for column in SCHEMA[tables[owner]]} if owner in tables else {}
        if name in columns:
            missing = "; may be missing" if columns[name].optional else ""
            yield f"{owner}.{name}  {columns[name].says}{missing}"


def _profiles(rule: Rule, governance: Governance) -> Iterator[str]:
    """What profiles change of it, each at the profile that says so."""
    for profile in governance.profiles.values():
        tuned = profile.tuning.get(rule.id)
        for key, origin in profile.origins.items():
            owner, _, what = key.partition(".")
            if owner != rule.id or origin != profile.name or tuned is None:
                continue
            param = what.removeprefix("params.")
            value = shown_raw(tuned.params[param]) if what != param else str(getattr(tuned, what)).lower()
            yield f"{profile.name}  {param}: {value}"


def _waivers(rule: Rule, governance: Governance) -> Iterator[str]:
    for name, waiver in governance.waivers.items():
        if waiver.file.rule == rule.id:
            yield f"{name}  {waiver.file.app} until {waiver.file.expires} ({waiver.file.owner})"


def _cases(rule: Rule, kind: str) -> Iterator[str]:
    for path in sorted((rule.folder / kind).glob("*.yaml")):
        yield path.stem.replace("_", " ")
