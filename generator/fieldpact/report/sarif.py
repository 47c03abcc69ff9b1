"""Findings as SARIF 2.1.0, for code scanning and editors. One run, whatever the number of specs.

Places are relative to a base: `%SRCROOT%` is the top of the repository, `GOVERNANCE` a set of IT's outside of it. Where
the bases lie is left out, so that the same specs give the same bytes on every machine.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import fieldpact
from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Span, by_place
from fieldpact.govern.rules import Rule
from fieldpact.govern.waivers import former_paths
from fieldpact.model.app import App
from fieldpact.report.bases import ROOT, SET, Bases
from fieldpact.report.sarif_rules import LEVELS, descriptors, message, taxonomies

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASES = {ROOT: "The top of the repository.", SET: "The folder of IT's set of rules."}


@unchanging
class Checked:
    """One spec that was checked. `app` is None where it has errors; `named` is its id then, or its file."""

    file: str
    named: str
    findings: Sequence[Finding]
    app: App | None = None
    usable: bool = True


def render_sarif(checked: Iterable[Checked], rules: Mapping[str, Rule], bases: Bases) -> str:
    """The log as one JSON document with a final newline. `rules` are those that looked."""
    specs = list(checked)
    listed = [(spec, finding) for spec in specs for finding in by_place(spec.findings)]
    # What is wrong with IT's own files is found with each spec of a set; it is told once.
    told = list({(finding, "" if finding.span else spec.file): (spec, finding) for spec, finding in listed}.values())
    known = descriptors(rules, [finding for _, finding in told])
    index = {each["id"]: number for number, each in enumerate(known)}
    marked = any(finding.waived for _, finding in told)
    prints = _Fingerprints()
    results = [_result(spec, finding, index, bases, prints, marked) for spec, finding in told]
    standards = taxonomies(rules.values())
    run = {
        "tool": {
            "driver": {
                "name": "fieldpact",
                "version": fieldpact.__version__,
                "semanticVersion": fieldpact.__version__,
                "rules": known,
                **({"supportedTaxonomies": _named(standards)} if standards else {}),
            }
        },
        "invocations": [{"executionSuccessful": all(spec.usable for spec in specs)}],
        "originalUriBaseIds": {name: {"description": {"text": text}} for name, text in _BASES.items()},
        "artifacts": [{"location": bases.artifact(spec.file), "roles": ["analysisTarget"]} for spec in specs],
        "columnKind": "unicodeCodePoints",
        **({"taxonomies": standards} if standards else {}),
        "results": results,
    }
    return json.dumps({"version": "2.1.0", "$schema": _SCHEMA, "runs": [run]}, indent=2, ensure_ascii=True) + "\n"


def _named(standards: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": each["name"], "index": number} for number, each in enumerate(standards)]


class _Fingerprints:
    """What a finding is known by from one run to the next: the app, the rule and the place in the spec by its oldest
    name, never a line. Those that are alike are numbered."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, spec: Checked, finding: Finding) -> str:
        path = finding.path
        if spec.app is not None:
            path = [path, *former_paths(spec.app, path)][-1]
        # Places in lists move when something is put in before them.
        steady = ".".join(step for step in path.split(".") if not step.isdigit())
        known = hashlib.sha256("\n".join((spec.named, finding.code, steady)).encode()).hexdigest()[:32]
        self._seen[known] += 1
        return f"{known}:{self._seen[known]}"


def _result(
    spec: Checked, finding: Finding, index: Mapping[str, int], bases: Bases, prints: _Fingerprints, marked: bool
) -> dict[str, Any]:
    """One finding. Of a run with a waived finding every result says whether it is suppressed, as the standard asks."""
    place = _place(spec, finding.span, bases)
    logical = [{"fullyQualifiedName": finding.path, "kind": "member"}] if finding.path else []
    say = finding.message + (f" What helps: {finding.hint}" if finding.hint else "")
    known = prints.of(spec, finding)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": message(say)},
        "locations": [{"physicalLocation": place, **({"logicalLocations": logical} if logical else {})}],
        # GitHub knows a finding again by the first of these names only.
        "partialFingerprints": {"primaryLocationLineHash": known, "fieldpactFinding/v1": known},
    }
    if finding.trace:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": place, "message": {"text": message(f"{seen.name} = {seen.value}")}}
            for number, seen in enumerate(finding.trace, 1)
        ]
    if finding.fix and finding.fix.edits:
        result["fixes"] = [_fix(finding, bases)]
    if marked:
        result["suppressions"] = [_suppression(finding, bases)] if finding.waived else []
    if finding.tier:
        result["properties"] = {"tier": finding.tier}
    return result


def _place(spec: Checked, span: Span | None, bases: Bases) -> dict[str, Any]:
    """A finding without a place is about the whole file; code scanning wants a line."""
    if span is None:
        return {"artifactLocation": bases.artifact(spec.file), "region": {"startLine": 1}}
    return {"artifactLocation": bases.artifact(span.file), "region": _region(span)}


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.col, "endLine": span.end_line, "endColumn": span.end_col}


def _fix(finding: Finding, bases: Bases) -> dict[str, Any]:
    assert finding.fix is not None
    by_file: dict[str, list[dict[str, Any]]] = {}
    for edit in finding.fix.edits:
        replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
        by_file.setdefault(edit.span.file, []).append(replacement)
    changes = [{"artifactLocation": bases.artifact(file), "replacements": each} for file, each in by_file.items()]
    return {"description": {"text": message(finding.fix.say)}, "artifactChanges": changes}


def _suppression(finding: Finding, bases: Bases) -> dict[str, Any]:
    waived = finding.waived
    assert waived is not None
    why = f"{waived.reason} (until {waived.expires.isoformat()}; {waived.owner} answers for it)"
    return {
        "kind": "external",
        "status": "accepted",
        "justification": why.encode("utf-8", "backslashreplace").decode(),
        "location": {"physicalLocation": {"artifactLocation": bases.artifact(waived.file)}},
    }
