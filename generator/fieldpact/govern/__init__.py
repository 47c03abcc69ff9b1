"""Governance, IT's half: what any app may do. Front door: `check` for findings, `policy` for policy.json."""

from __future__ import annotations

from typing import Any

from fieldpact.findings import Finding
from fieldpact.govern.engine import Place, run
from fieldpact.govern.facts import facts_of
from fieldpact.govern.governance import BASELINE, Governance, digest_of, shipped_governance
from fieldpact.govern.infer import infer
from fieldpact.govern.profile import policy_of
from fieldpact.model.app import App

__all__ = ["BASELINE", "Governance", "check", "classes", "digest", "policy", "shipped_governance", "tier"]


def check(app: App, place: Place, profile: str = BASELINE, governance: Governance | None = None) -> list[Finding]:
    """What the rules find in an app, with what is wrong with IT's own files first: a broken rule never passes."""
    rules = governance or shipped_governance()
    chosen = rules.profiles.get(profile)
    if chosen is None:
        known = ", ".join(rules.profiles) or "none could be read"
        return [*rules.findings, Finding("unknown-profile", f"there is no profile {profile}", hint=f"known: {known}")]
    lexicon, problems = rules.lexicon(app.languages)
    facts = facts_of(app, lexicon, rules.purposes)
    return [*rules.findings, *problems, *run(rules.rules, facts, chosen, place)]


def policy(app: App, profile: str = BASELINE, governance: Governance | None = None) -> dict[str, Any]:
    """policy.json: what IT gives this app. KeyError for a profile that `check` would not know."""
    rules = governance or shipped_governance()
    lexicon, _ = rules.lexicon(app.languages)
    return policy_of(rules.profiles[profile], facts_of(app, lexicon, rules.purposes))


def classes(app: App, governance: Governance | None = None) -> dict[str, str]:
    """By path of a field how closely its value is kept: public, internal, confidential, personal or restricted."""
    lexicon, _ = (governance or shipped_governance()).lexicon(app.languages)
    return {path: verdict.effective for path, verdict in infer(app, lexicon).fields.items()}


def tier(code: str) -> str:
    """hard, soft or advice, of a rule of the shipped set."""
    return shipped_governance().tier(code)


def digest() -> str:
    """sha256 of the shipped set."""
    return digest_of(shipped_governance().folder)
