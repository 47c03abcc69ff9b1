"""Waivers: what IT lets pass for one app, with a reason, an owner and an end. Judged in one place, for every path.

A waiver names places of the spec exactly, so that what comes later isn't let pass unseen. It follows `renamed_from`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity, Waived
from fieldpact.govern.files import ItModel, it_finding, read_it_file
from fieldpact.govern.layers import LONGEST_WAIVER
from fieldpact.govern.rules import Rule
from fieldpact.model.app import App
from fieldpact.model.field import Field as ModelField
from fieldpact.source.document import Document
from fieldpact.suggest import nearest


class WaiverFile(ItModel):
    """waivers/<id>.yaml."""

    rule: str
    app: str
    where: str | tuple[str, ...]
    """Places as findings name them: tables.visit.fields.notes. What was renamed since may have its old name."""
    reason: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    """Who answers for it."""
    expires: dt.date
    """The last day that it holds."""

    @property
    def places(self) -> tuple[str, ...]:
        return (self.where,) if isinstance(self.where, str) else self.where


@unchanging
class Waiver:
    """One waiver with its id, and its document for places."""

    id: str
    file: WaiverFile
    document: Document

    @property
    def waived(self) -> Waived:
        return Waived(self.file.reason, self.file.owner, self.file.expires, self.document.source.name)


def load_waivers(folders: Iterable[Path], rules: Mapping[str, Rule]) -> tuple[Mapping[str, Waiver], list[Finding]]:
    """Every waiver that can be used, by id, and what is wrong with the others."""
    waivers: dict[str, Waiver] = {}
    findings: list[Finding] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.yaml"))):
        content, document, problems = read_it_file(path, WaiverFile)
        if content is not None:
            problems += _problems(content, document, rules, path.stem in waivers)
        findings += problems
        if content is not None and not problems:
            waivers[path.stem] = Waiver(path.stem, content, document)
    return waivers, findings


def _problems(content: WaiverFile, document: Document, rules: Mapping[str, Rule], twice: bool) -> list[Finding]:
    found = []
    rule = rules.get(content.rule)
    if rule is None:
        guess = nearest(content.rule, rules)
        hint = f"did you mean {guess}?" if guess else "fieldpact rules list names them all"
        found.append(it_finding(document, ("rule",), "waiver-rule", f"there is no rule {content.rule}", hint))
    elif rule.file.tier == "hard":
        found.append(_hard(document, content.rule))
    for key, text in (("reason", content.reason), ("owner", content.owner)):
        if not text.strip():
            found.append(it_finding(document, (key,), "governance-file", f"{key}: says nothing"))
    if twice:
        found.append(it_finding(document, (), "waiver-id", "the base has a waiver of this name too"))
    return found


def _hard(document: Document, rule: str) -> Finding:
    say = f"{rule} is hard: nobody can waive it"
    return it_finding(document, ("rule",), "waiver-hard", say, "take the waiver out and mend the spec")


def waive(
    findings: Sequence[Finding],
    waivers: Iterable[Waiver],
    app: App,
    rules: Mapping[str, Rule],
    today: dt.date | None,
    longest: int = LONGEST_WAIVER,
) -> list[Finding]:
    """The findings, those that a waiver holds for marked, and what is to be said of the app's waivers themselves.

    `rules` as the app's profile has them: one that the profile made hard isn't waived. `longest` is the number of days
    from today after which a waiver can't end: it would be for ever. Without a day no waiver holds,
    since nobody can tell whether it has ended.
    """
    if today is None:
        return list(findings)
    done = list(findings)
    said: list[Finding] = []
    for waiver in waivers:
        if waiver.file.app != app.id:
            continue
        if waiver.file.expires < today:
            said.append(_expired(waiver))
        elif (waiver.file.expires - today).days > longest:
            say = f"waiver {waiver.id} would hold until {waiver.file.expires}; at most {longest} days are allowed"
            said.append(it_finding(waiver.document, ("expires",), "waiver-long", say, "give it an end that is nearer"))
        elif (rule := rules.get(waiver.file.rule)) is not None and rule.file.tier == "hard":
            said.append(_hard(waiver.document, waiver.file.rule))
        else:
            said += _apply(waiver, done, app)
    return [*said, *done]


def _apply(waiver: Waiver, findings: list[Finding], app: App) -> Iterator[Finding]:
    """Marks what the waiver is about, in place; yields a finding for each place where there is nothing to waive."""
    for number, place in enumerate(waiver.file.places):
        met = False
        for index, finding in enumerate(findings):
            if finding.code == waiver.file.rule and place in (finding.path, *former_paths(app, finding.path)):
                findings[index] = replace(finding, waived=waiver.waived)
                met = True
        if not met:
            where = ("where",) if isinstance(waiver.file.where, str) else ("where", number)
            say = f"waiver {waiver.id}: {waiver.file.rule} finds nothing at {place}"
            hint = "take it out: a waiver that waives nothing hides what comes later"
            yield replace(it_finding(waiver.document, where, "waiver-stale", say, hint), severity=Severity.WARNING)


def _expired(waiver: Waiver) -> Finding:
    say = f"waiver {waiver.id} of {waiver.file.rule} ended on {waiver.file.expires} and no longer holds"
    hint = f"mend the spec, or ask {waiver.file.owner} whether it shall go on"
    return replace(it_finding(waiver.document, ("expires",), "waiver-expired", say, hint), severity=Severity.WARNING)


def former_paths(app: App, path: str) -> Iterator[str]:
    """What a place was called before its table, its field or the lines around it were renamed.

    Each part with a former name may stand in a waiver with the old or the new one.
    """
    steps = path.split(".")
    names: list[tuple[str, ...]] = [(step,) for step in steps]
    table = app.tables.get(steps[1]) if steps[0] == "tables" and len(steps) > 1 else None
    if table is None:
        return
    names[1] = _names(table.name, table.renamed_from)
    fields: Sequence[ModelField] = table.fields
    for number in range(2, len(steps) - 1, 2):
        named = steps[number + 1] if steps[number] == "fields" else ""
        field = next((each for each in fields if each.name == named), None)
        if field is None:
            break
        names[number + 1] = _names(field.name, field.renamed_from)
        fields = field.fields
    found = [""]
    for choices in names:
        found = [f"{before}.{name}" if before else name for before in found for name in choices]
    yield from found[1:]


def _names(name: str, former: str | None) -> tuple[str, ...]:
    return (name, former) if former else (name,)
