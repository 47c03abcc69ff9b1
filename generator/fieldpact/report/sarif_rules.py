"""The rules of a run and the standards they map to, as SARIF describes a tool: ids of standards, never their text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fieldpact.findings import Finding, Severity
from fieldpact.govern.rules import Rule
from fieldpact.report.markdown import prose

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_STANDARDS = ("21-CFR-11", "EU-Annex-11")
"""Standards whose names have a number in them; of the others the name ends at the first dash."""


def descriptors(rules: Mapping[str, Rule], findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Every rule of IT's, whether it found something or not, then what the compiler itself found, by code."""
    told = [_rule(rule, _families(rules.values())) for rule in rules.values()]
    codes = {finding.code: finding for finding in findings if finding.code not in rules}
    return told + [_of_the_compiler(codes[code]) for code in sorted(codes)]


def taxonomies(rules: Iterable[Rule]) -> list[dict[str, Any]]:
    """One for each standard that a rule maps to, with the ids that are used."""
    return [
        {"name": name, "isComprehensive": False, "taxa": [{"id": each} for each in ids]}
        for name, ids in _families(rules).items()
    ]


def _families(rules: Iterable[Rule]) -> dict[str, Sequence[str]]:
    """The ids in use, by standard."""
    found: dict[str, list[str]] = {}
    for each in sorted({each for rule in rules for each in rule.file.maps_to}):
        found.setdefault(standard_of(each), []).append(each)
    return dict(found)


def standard_of(taxon: str) -> str:
    """`GDPR` of `GDPR-5.1.c`."""
    return next((name for name in _STANDARDS if taxon.startswith(name)), taxon.partition("-")[0])


def _rule(rule: Rule, families: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    file = rule.file
    names = list(families)
    relations = [
        {
            "target": {
                "id": taxon,
                "index": families[standard_of(taxon)].index(taxon),
                "toolComponent": {"name": standard_of(taxon), "index": names.index(standard_of(taxon))},
            },
            "kinds": ["relevant"],
        }
        for taxon in file.maps_to
    ]
    ask = f"Ask {file.owner}."
    markdown = "\n\n".join(filter(None, (prose(file.why), prose(ask), prose(", ".join(file.maps_to)))))
    return {
        "id": file.id,
        "name": _name(file.title),
        "shortDescription": {"text": message(file.title)},
        "fullDescription": {"text": message(file.why)},
        "help": {"text": message(f"{file.why} {ask}"), "markdown": message(markdown)},
        "defaultConfiguration": {"level": LEVELS[file.severity], "enabled": file.optional == "false"},
        **({"relationships": relations} if relations else {}),
        "properties": {
            "tier": file.tier,
            "tags": [rule.folder.parent.name, *file.maps_to],
            "precision": "very-high",
            "problem.severity": _PROBLEM[file.severity],
        },
    }


_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""The words that GitHub has for it."""


def _of_the_compiler(finding: Finding) -> dict[str, Any]:
    """A code that stands in no rule of IT's: its id says in words what is wrong."""
    say = finding.code.replace("-", " ")
    return {
        "id": finding.code,
        "name": _name(say),
        "shortDescription": {"text": message(f"{say[:1].upper()}{say[1:]}")},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": ["spec"], "problem.severity": _PROBLEM[finding.severity]},
    }


def _name(title: str) -> str:
    """A title as an identifier, as SARIF wants names of rules."""
    words = "".join(char if char.isalnum() else " " for char in title).split()
    return "".join(word[:1].upper() + word[1:] for word in words)


def message(text: str) -> str:
    """A text as SARIF has messages: braces doubled, and no author's text becomes a link."""
    plain = text.encode("utf-8", "backslashreplace").decode()
    return plain.replace("{", "{{").replace("}", "}}").replace("](", "] (") or "-"
