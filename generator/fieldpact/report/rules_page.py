"""A set's rules, policy, profiles and purposes as one page, as their files say."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fieldpact.findings import Severity
from fieldpact.govern.governance import BASELINE, Governance
from fieldpact.govern.profile import Profile, shown
from fieldpact.govern.rules import Rule
from fieldpact.govern.tuning import shown_raw
from fieldpact.report.markdown import anchor, code, prose, table

TIERS = {
    "hard": "nobody can waive it, and it closes any gate",
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
WAYS = {"less": "it gets tighter downwards", "more": "it gets tighter upwards"}


def rules_sections(governance: Governance, home: str) -> Iterator[list[str]]:
    """`home` leads from the page to the set's folder, for links to cases."""
    yield _overview(governance, home)
    for name, rules in groupby(governance.rules.values(), lambda rule: rule.folder.parent.name):
        yield [f"## {name.replace('_', ' ').capitalize()}", ""]
        for rule in rules:
            yield _rule(rule, governance, home)
    yield _policy(governance)
    yield _profiles(governance)
    yield _purposes(governance)


def _overview(governance: Governance, home: str) -> list[str]:
    rows = [
        (f"[{rule.id}](#{anchor(_heading(rule))})", prose(rule.file.title), rule.file.severity, rule.file.tier)
        for rule in governance.rules.values()
    ]
    return [
        f"What any app may do. The files are in [{home.rstrip('/').rsplit('/', 1)[-1]}]({home}/README.md). "
        "`fieldpact rules explain ID` shows one rule.",
        "",
        *table(["Rule", "Says", "Severity", "Tier"], rows),
        *(f"- {code(severity)} {meaning}" for severity, meaning in SEVERITIES.items()),
        *(f"- {code(tier)}: {meaning}" for tier, meaning in TIERS.items()),
        "",
    ]


def _heading(rule: Rule) -> str:
    return f"{rule.id}: {rule.file.title}"


def _rule(rule: Rule, governance: Governance, home: str) -> list[str]:
    file = rule.file
    rows = [
        ("Severity, tier", f"{file.severity}, {file.tier}"),
        ("Looks at", "the app" if file.for_each == "app" else f"each row of {code(file.for_each)}"),
    ]
    rows += [("Counts", "only in profiles that make it active")] if file.optional == "true" else []
    rows += [("Where", code(file.when))] if file.when else []
    rows += [("Must hold", code(file.require)), ("What to do", _words(file.hint or ""))]
    rows += [("Fix", ", ".join(code(f"{key}: {text}") for key, text in file.fix.set.items()))] if file.fix else []
    rows += [
        ("A profile may tighten", f"{code(f'{key}: {shown_raw(value)}')}; {WAYS[file.tighter[key]]}")
        for key, value in file.params.items()
        if key in file.tighter
    ]
    rows += [("On the device", "the app holds to it too")] if file.device == "true" else []
    rows += [
        ("Maps to", ", ".join(file.maps_to)),
        ("Ask", file.owner),
        ("Accepts", _cases(rule, "accepted", governance, home)),
        ("Refuses", _cases(rule, "refused", governance, home)),
    ]
    return [f"### {_heading(rule)}", "", prose(file.why), "", *table(["", ""], [row for row in rows if row[1]])]


def _words(text: str) -> str:
    """A text as it is, a formula as code."""
    return code(text) if text.startswith("=") else prose(text)


def _cases(rule: Rule, kind: str, governance: Governance, home: str) -> str:
    place = f"{home}/{rule.folder.relative_to(governance.folder).as_posix()}/{kind}"
    names = sorted(path.name for path in (rule.folder / kind).glob("*.yaml"))
    return ", ".join(f"[{name.removesuffix('.yaml').replace('_', ' ')}]({place}/{name})" for name in names)


def _policy(governance: Governance) -> list[str]:
    values = governance.profiles[BASELINE].policy
    rows = [
        (code(name), prose(switch.says), code(shown(values[name])), MERGES[switch.merge])
        for name, switch in governance.switches.items()
    ]
    return [
        "## Policy",
        "",
        f"Every app carries these switches, with the values of the profile {code(BASELINE)}. A profile that extends "
        "another may only tighten them: the last column says which of the two values stays. What becomes of them on "
        "each platform: [platforms](platforms.md).",
        "",
        *table(["Switch", "Says", "Baseline", "Merged, it is"], rows),
    ]


def _profiles(governance: Governance) -> list[str]:
    lines = [
        "## Profiles",
        "",
        "IT gives an app its profile by the app's id; a spec can't choose. `fieldpact governance show APP_ID` says "
        "what an app gets.",
        "",
    ]
    for profile in governance.profiles.values():
        if len(profile.chain) > 1:
            lines += _profile(profile, governance)
    return lines


def _profile(profile: Profile, governance: Governance) -> list[str]:
    """What a profile changes of those that it extends."""
    own = [key for key, origin in profile.origins.items() if origin == profile.name]
    rows = [(code(key), code(shown(profile.policy[key]))) for key in own if key in profile.policy]
    for key in own:
        rule_id, _, what = key.partition(".")
        if what and (tuned := profile.tuning.get(rule_id)):
            param = what.removeprefix("params.")
            value = shown_raw(tuned.params[param]) if what.startswith("params.") else str(getattr(tuned, what)).lower()
            rows.append((f"[{rule_id}](#{anchor(_heading(governance.rules[rule_id]))}) {param}", code(value)))
    covered = ["What covers which requirement: [traceability](traceability.md).", ""] if profile.covers else []
    return [
        f"### {profile.name}: {profile.title}",
        "",
        f"{prose(profile.says)} It extends {code(profile.chain[-2])}.".strip(),
        "",
        *covered,
        *table(["Changes", "to"], rows),
    ]


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
