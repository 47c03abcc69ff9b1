"""docs/rules.md: IT's rules, the policy and the purposes, as the files of governance_rules say."""

from __future__ import annotations

from itertools import groupby

from docs.generate.markdown import anchor, code, document, prose, table
from fieldpact.findings import Severity
from fieldpact.govern import BASELINE, shipped_governance
from fieldpact.govern.governance import Governance
from fieldpact.govern.profile import Switch, load_switches
from fieldpact.govern.rules import Rule

TIERS = {
    "hard": "nobody can waive it",
    "soft": "a waiver with owner, reason and expiry can lift it",
    "advice": "it never blocks",
}
SEVERITIES = {
    Severity.ERROR: "closes the gate of `fieldpact check`",
    Severity.WARNING: "is told, and closes the gate with `--gate warning`",
    Severity.INFO: "is told, and closes the gate with `--gate info`",
}
MERGES = {
    "min": "the smaller number",
    "max": "the larger number",
    "and": "true only where both say so",
    "or": "true where either says so",
    "intersect": "what both name",
}


def page() -> str:
    governance = shipped_governance()
    assert not governance.findings, governance.findings
    groups = [
        [f"## {name.capitalize()}", "", *(line for rule in rules for line in _rule(rule))]
        for name, rules in groupby(governance.rules.values(), lambda rule: rule.folder.parent.name)
    ]
    return document(
        "IT's rules", "`governance_rules`", _overview(governance), *groups, _policy(governance), _purposes(governance)
    )


def _overview(governance: Governance) -> list[str]:
    rows = [
        (f"[{rule.id}](#{anchor(_heading(rule))})", prose(rule.file.title), rule.file.severity, rule.file.tier)
        for rule in governance.rules.values()
    ]
    return [
        "What any app may do. How the files are written, and how to add a rule: "
        "[governance_rules](../governance_rules/README.md). `fieldpact rules explain ID` shows one rule.",
        "",
        *table(["Rule", "Says", "Severity", "Tier"], rows),
        *(f"- {code(severity)} {meaning}" for severity, meaning in SEVERITIES.items()),
        *(f"- {code(tier)}: {meaning}" for tier, meaning in TIERS.items()),
        "",
    ]


def _heading(rule: Rule) -> str:
    return f"{rule.id}: {rule.file.title}"


def _rule(rule: Rule) -> list[str]:
    file = rule.file
    rows = [
        ("Severity, tier", f"{file.severity}, {file.tier}"),
        ("Looks at", "the app" if file.for_each == "app" else f"each row of {code(file.for_each)}"),
    ]
    rows += [("Where", code(file.when))] if file.when else []
    rows += [("Must hold", code(file.require)), ("What to do", _words(file.hint or ""))]
    rows += [("Fix", ", ".join(code(f"{key}: {text}") for key, text in file.fix.set.items()))] if file.fix else []
    rows += [("A profile may change", code(f"{key}: {_raw(value)}")) for key, value in file.params.items()]
    rows += [("On the device", "the app holds to it too")] if file.device == "true" else []
    rows += [
        ("Maps to", ", ".join(file.maps_to)),
        ("Ask", file.owner),
        ("Accepts", _cases(rule, "accepted")),
        ("Refuses", _cases(rule, "refused")),
    ]
    return [f"### {_heading(rule)}", "", prose(file.why), "", *table(["", ""], [row for row in rows if row[1]])]


def _words(text: str) -> str:
    """A text as it is, a formula as code."""
    return code(text) if text.startswith("=") else prose(text)


def _raw(value: str | list[str]) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else value


def _cases(rule: Rule, kind: str) -> str:
    paths = sorted((rule.folder / kind).glob("*.yaml"))
    place = f"../governance_rules/rules/{rule.folder.parent.name}/{rule.folder.name}/{kind}"
    return ", ".join(f"[{path.stem.replace('_', ' ')}]({place}/{path.name})" for path in paths)


def _policy(governance: Governance) -> list[str]:
    switches, problems = load_switches(governance.folder / "policy.yaml")
    assert not problems, problems
    values = governance.profiles[BASELINE].policy
    rows = [
        (code(name), prose(switch.says), code(_value(values[name])), MERGES[switch.merge])
        for name, switch in switches.items()
    ]
    return [
        "## Policy",
        "",
        f"Every app carries these switches, with the values of the profile {code(BASELINE)}. A profile that extends "
        "another may only tighten them: the last column says which of the two values stays.",
        "",
        *table(["Switch", "Says", "Baseline", "Merged, it is"], rows),
    ]


def _value(value: Switch) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else str(value)


def _purposes(governance: Governance) -> list[str]:
    rows = [
        (
            code(name),
            purpose.basis.replace("_", " "),
            str(purpose.retention_days),
            prose(next(iter(purpose.text.values()))),
        )
        for name, purpose in governance.purposes.items()
    ]
    return [
        "## Purposes",
        "",
        "What an author may write after `purpose:`. Lawful basis and retention follow from it; days count from the "
        "last change of a record.",
        "",
        *table(["Purpose", "Basis", "Days kept", "What people are told"], rows),
    ]
