"""What the rules found, each with why the rule is there, and what was waived, by whom and until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding, Severity
from fieldpact.review.packet.blocks import Block, Cell, Code, Mark, Part, Section, Table, Tone, counted, listed, words
from fieldpact.review.packet.material import Material

_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "info": "quiet"}


@unchanging
class Waiving:
    reason: str
    owner: str
    expires: str
    file: str


@unchanging
class Found:
    """A finding with what its rule says of itself; `why` is "" for what is no rule's."""

    code: str
    severity: str
    tier: str
    message: str
    hint: str
    path: str
    place: str
    title: str
    why: str
    maps_to: tuple[str, ...]
    waived: Waiving | None


@unchanging
class Findings:
    found: tuple[Found, ...]
    rules: int
    """Rules that looked."""


def findings_of(material: Material) -> Findings:
    return Findings(tuple(_found(material, each) for each in material.findings), len(material.governance.rules))


def _found(material: Material, finding: Finding) -> Found:
    rule = material.governance.rules.get(finding.code)
    waived = finding.waived
    return Found(
        code=finding.code,
        severity=str(finding.severity),
        tier=finding.tier,
        message=finding.message,
        hint=finding.hint,
        path=finding.path,
        place=material.place(finding.span),
        title=rule.file.title if rule else "",
        why=rule.file.why if rule else "",
        maps_to=rule.file.maps_to if rule else (),
        waived=Waiving(waived.reason, waived.owner, waived.expires.isoformat(), waived.file) if waived else None,
    )


def section(findings: Findings) -> Section:
    open_ = [each for each in findings.found if each.waived is None]
    waived = [each for each in findings.found if each.waived is not None]
    brief = counted(len(open_), "finding") if open_ else "nothing to mend"
    brief += f", {len(waived)} waived" if waived else ""
    return Section("findings", "Findings and waivers", brief, list(_blocks(open_, waived, findings.rules)))


def _blocks(open_: Sequence[Found], waived: Sequence[Found], rules: int) -> Iterator[Block]:
    looked = f"{counted(rules, 'rule')} looked at this app."
    yield words(looked if open_ or waived else f"{looked} None of them found anything.", tone=None if open_ else "good")
    if open_:
        rank = [str(severity) for severity in Severity]
        rows = [_row(each) for each in sorted(open_, key=lambda each: rank.index(each.severity))]
        yield Table("Findings, gravest first", ["Rule", "What it found", "Where", "Why there is such a rule"], rows)
    if waived:
        yield Part("Waived")
        rows = [_waived_row(each) for each in waived]
        yield Table("Waived findings", ["Rule", "What it found", "Where", "Waived because", "Until"], rows)


def _row(each: Found) -> list[Cell]:
    return [
        [each.code, Mark(each.severity, _TONES[each.severity]), *([each.tier] if each.tier else [])],
        [each.message, *([f"What helps: {each.hint}"] if each.hint else [])],
        [Code(text) for text in (each.path, each.place) if text] or "the whole app",
        [each.why or "the spec itself", *([listed(each.maps_to)] if each.maps_to else [])],
    ]


def _waived_row(each: Found) -> list[Cell]:
    waived = each.waived
    assert waived is not None
    where: Cell = [Code(text) for text in (each.path, each.place) if text] or "the whole app"
    return [each.code, each.message, where, [waived.reason, f"answers for it: {waived.owner}"], waived.expires]
