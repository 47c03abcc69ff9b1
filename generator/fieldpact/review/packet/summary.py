"""The packet in a few lines of Markdown, for a pull request: verdict, lane and reasons, findings, changes.

Author text can't become markup there: no link, no mention of a person, no reference to another thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fieldpact.changes import AUDIENCES
from fieldpact.findings import Finding, Severity
from fieldpact.report.markdown import code, table
from fieldpact.report.text import shown
from fieldpact.review.packet.blocks import counted
from fieldpact.review.packet.findings import Found
from fieldpact.review.packet.packet import Packet

_MOST = 20
"""Reasons, findings, or changes of one audience that are told; the packet has all."""
_MARKUP = re.compile(r"[\\`*_\[\]<>#+~&]|^[-=]")
_REFERRING = re.compile(r"(?<=[@#])|(?<=:)(?=//)|(?<=\bwww)(?=\.)|(?<=\bGH)(?=-\d)", re.IGNORECASE)
"""Where GitHub would find a person, another thread or an address; a comment in between keeps it from looking."""


def render_summary(packet: Packet) -> str:
    """The whole summary, with a final newline."""
    about, verdict = packet.about, packet.verdict
    against = f"Compared with {plain(about.against)}." if about.against else "Compared with no earlier version."
    lines = [
        f"### {plain(about.name)} {plain(about.version)}",
        "",
        f"**{verdict.lane.upper()}**: this version {plain(verdict.process)}. {against}",
        "",
        f"{_stops(verdict.stops)} {counted(verdict.warnings, 'warning')}, {verdict.waived} waived.",
        "",
    ]
    reasons = [(plain(why.say), _where(why.path, why.place), plain(why.price)) for why in verdict.reasons]
    lines += _listed(["Why", "Where", "What would bring it away"], reasons)
    found = sorted(packet.findings.found, key=lambda each: (each.waived is not None, _RANK[each.severity]))
    lines += _listed(["Rule", "What it found", "Where"], [_finding(each) for each in found])
    for audience, heading in AUDIENCES.items():
        told = [plain(change.say) for change in packet.changes if change.audience == audience]
        if told:
            lines += [f"**{plain(heading)}**", "", *(f"- {say}" for say in told[:_MOST]), *_more(told, "- "), ""]
    return "\n".join(lines).rstrip() + "\n\n"


def render_not_possible(file: str, findings: Sequence[Finding]) -> str:
    """The same for a spec that has errors, so that there is no app to review."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    return f"### {plain(file)}\n\n**Can't be reviewed**: {counted(errors, 'error')} to mend first.\n\n"


_RANK = {str(severity): rank for rank, severity in enumerate(Severity)}


def _stops(count: int) -> str:
    return f"{counted(count, 'finding')} must be mended or waived before a release." if count else "Nothing stops it."


def _finding(found: Found) -> tuple[str, str, str]:
    state = f"waived until {found.waived.expires}" if found.waived else found.severity
    return f"{plain(found.code)}, {plain(state)}", plain(found.message), _where(found.path, found.place)


def _where(path: str, place: str) -> str:
    return ", ".join(code(shown(text)) for text in (path, place) if text) or "the whole app"


def _listed(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        yield from table(heads, rows[:_MOST])
        if more := list(_more(rows, "")):
            yield from (*more, "")


def _more(told: Sequence[object], mark: str) -> Iterator[str]:
    if len(told) > _MOST:
        yield f"{mark}and {len(told) - _MOST} more"


def plain(text: str) -> str:
    """Text that stays text on GitHub."""
    escaped = _MARKUP.sub(r"\\\g<0>", shown(text).encode("utf-8", "backslashreplace").decode())
    return _REFERRING.sub("<!-- -->", escaped)
