"""Governance, IT's half: what any app may do. Front door: `check` for findings, `policy` for policy.json."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fieldpact.findings import Finding
from fieldpact.govern.engine import Place, run
from fieldpact.govern.facts import facts_of
from fieldpact.govern.governance import BASELINE, Governance, governance_for, shipped_governance
from fieldpact.govern.infer import infer
from fieldpact.govern.platforms import platform_rows
from fieldpact.govern.policy import policy_of
from fieldpact.govern.profile import Profile
from fieldpact.govern.tuning import tuned_rules
from fieldpact.govern.waivers import waive
from fieldpact.model.app import App

__all__ = [
    "BASELINE",
    "Governance",
    "check",
    "classes",
    "digest",
    "governance_for",
    "policy",
    "shipped_governance",
    "tier",
]


def check(
    app: App,
    place: Place,
    profile: str | None = None,
    governance: Governance | None = None,
    today: dt.date | None = None,
    hooks: Mapping[str, bytes] | None = None,
) -> list[Finding]:
    """What the rules find in an app, with what is wrong with IT's own files first: a broken rule never passes.

    The profile is the one that the set gives the app. Waivers are judged as of `today`; without it none holds.
    `hooks` are the Python files beside the spec, by name.
    """
    rules = governance or shipped_governance()
    name = profile or rules.profile_of(app.id)
    chosen = rules.profiles.get(name)
    if chosen is None:
        known = ", ".join(rules.profiles) or "none could be read"
        return [*rules.findings, Finding("unknown-profile", f"there is no profile {name}", hint=f"known: {known}")]
    lexicon, problems = rules.lexicon(app.languages)
    facts = facts_of(app, lexicon, rules.purposes, rules.connectors, hooks, platform_rows(rules.platforms))
    tuned = tuned_rules(rules.rules, chosen.tuning)
    found = [
        replace(finding, tier=tuned[finding.code].file.tier) for finding in run(tuned, facts, _whole(chosen), place)
    ]
    return [*rules.findings, *problems, *waive(found, rules.waivers.values(), app, tuned, today, rules.longest_waiver)]


def policy(app: App, profile: str | None = None, governance: Governance | None = None) -> dict[str, Any]:
    """policy.json: what IT gives this app.

    A draft runs even where IT's own files are wrong, which `check` tells: what they don't say is as the shipped
    baseline has it.
    """
    rules = governance or shipped_governance()
    lexicon, _ = rules.lexicon(app.languages)
    facts = facts_of(app, lexicon, rules.purposes, rules.connectors)
    chosen = rules.profiles.get(profile or rules.profile_of(app.id)) or shipped_governance().profiles[BASELINE]
    return policy_of(_whole(chosen), facts, rules.purposes, rules.connectors)


def _whole(profile: Profile) -> Profile:
    """The profile with a value for every switch: what it leaves out, which is a finding, as the shipped baseline."""
    return replace(profile, policy={**shipped_governance().profiles[BASELINE].policy, **profile.policy})


def classes(app: App, governance: Governance | None = None) -> dict[str, str]:
    """By path of a field how closely its value is kept: public, internal, confidential, personal or restricted."""
    lexicon, _ = (governance or shipped_governance()).lexicon(app.languages)
    return {path: verdict.effective for path, verdict in infer(app, lexicon).fields.items()}


def tier(code: str) -> str:
    """hard, soft or advice, of a rule of the shipped set."""
    return shipped_governance().tier(code)


def digest() -> str:
    """sha256 of the shipped set."""
    return shipped_governance().digest
