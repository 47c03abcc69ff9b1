"""A rule's own cases: small specs it accepts, and small specs it refuses with the findings they name.

A refused spec says what it expects in comments at its start: `# expect: RULE-ID tables.x.fields.y`. It must give these
findings and no others of any rule; an accepted one gives none at all. `# policy: retention_days = 30` changes a switch
for the one case, `# hook: import pandas` is a line of the Python beside it. Cases are judged in the baseline profile; a
rule that is optional counts in its own cases. In an organisation's set the base's cases are judged by the base's rules:
own ones may well be stricter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity
from fieldpact.govern import BASELINE, Governance, check
from fieldpact.govern.profile import value_of
from fieldpact.govern.rules import Rule
from fieldpact.govern.tuning import Tuned
from fieldpact.model.app import App
from fieldpact.source.document import Document


class Reading(Protocol):
    """What the way from a spec to its model gives."""

    app: App | None
    document: Document
    findings: list[Finding]


ReadModel = Callable[[Path], Reading]
"""The way from a spec file to its model; handed in from above, where it is put together."""

_EXPECT = re.compile(r"#\s*expect:\s*(\S+)\s+(\S+)\s*")
_HOOK = re.compile(r"#\s*hook:\s*(.+?)\s*")
_POLICY = re.compile(r"#\s*policy:\s*(\w+)\s*=\s*(.+?)\s*")


@unchanging
class Outcome:
    """How one case went; `problems` is empty where it went as it says."""

    rule: str
    path: Path
    problems: tuple[str, ...]


def run_cases(governance: Governance, read_model: ReadModel, only: Iterable[Rule] | None = None) -> Iterator[Outcome]:
    """Every case of every rule, or of those named. A rule without an accepted and a refused case has a problem."""
    for rule in governance.rules.values() if only is None else only:
        for kind in ("accepted", "refused"):
            paths = sorted((rule.folder / kind).glob("*.yaml"))
            if not paths:
                yield Outcome(rule.id, rule.folder / kind, (f"the rule has no {kind} case",))
            for path in paths:
                yield Outcome(rule.id, path, tuple(_problems(rule, path, kind, governance, read_model)))


def _problems(rule: Rule, path: Path, kind: str, governance: Governance, read_model: ReadModel) -> Iterator[str]:
    reading = read_model(path)
    lines = reading.document.source.text.splitlines()
    expected = {found.groups() for line in lines if (found := _EXPECT.fullmatch(line))}
    if kind == "refused" and not any(code == rule.id for code, _ in expected):
        yield f"a refused case names what it expects: # expect: {rule.id} <place>"
    for finding in reading.findings:
        if finding.severity is not Severity.ERROR:
            continue
        yield f"the spec itself is wrong at {finding.path}: {finding.message}"
    if reading.app is None:
        return
    for_case = _for_case(governance, rule, lines)
    found_here = {
        (finding.code, finding.path): finding.message
        for finding in check(reading.app, reading.document.value_span, BASELINE, for_case, hooks=_hooks(lines))
    }
    for code, place in sorted(expected - found_here.keys()):
        yield f"expected {code} at {place}"
    for (code, place), message in sorted(found_here.items()):
        if (code, place) not in expected:
            yield f"did not expect {code} at {place}: {message}"


def _hooks(lines: list[str]) -> dict[str, bytes]:
    """The Python beside the spec of a case, which its comments say line by line."""
    said = "\n".join(found[1] for line in lines if (found := _HOOK.fullmatch(line)))
    return {"case.py": said.encode()} if said else {}


def _for_case(governance: Governance, rule: Rule, lines: list[str]) -> Governance:
    """The set as it is for one case of a rule."""
    changes = {found[1]: value_of(found[2]) for line in lines if (found := _POLICY.fullmatch(line))}
    base = governance.profiles[BASELINE]
    tuning = {**base.tuning, rule.id: replace(base.tuning.get(rule.id) or Tuned.of(rule.file), active=True)}
    changed = replace(base, policy={**base.policy, **changes}, tuning=tuning)
    rules = governance.rules
    if governance.layers and len(governance.layers.folders) > 1:
        below = governance.layers.folders[0]
        if below in rule.folder.parents:
            rules = {name: each for name, each in rules.items() if below in each.folder.parents}
    return replace(governance, rules=rules, profiles={**governance.profiles, BASELINE: changed})
