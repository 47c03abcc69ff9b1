"""What every stage returns: findings with a place.

No stage raises for a user's mistake. Lines and columns are 1-based and count Unicode characters; `end` is exclusive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from fieldapp.unchanging import unchanging


class Severity(StrEnum):
    """How much a finding weighs; `error` closes the default gate."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return ("info", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one source file."""

    file: str
    line: int
    col: int
    end_line: int
    end_col: int


@unchanging
class Edit:
    """Replace the text at `span` by `text`."""

    span: Span
    text: str


@unchanging
class Setting:
    """A place of the spec and what should stand there: a text, a list of texts, or nothing at all."""

    path: tuple[str | int, ...]
    value: str | tuple[str, ...] | None


@unchanging
class Fix:
    """A change that would settle the finding, in the author's words, with the edits that make it.

    `settings` say the same before anybody has looked at the file.
    """

    say: str
    edits: tuple[Edit, ...] = ()
    settings: tuple[Setting, ...] = ()


@unchanging
class Seen:
    """One value that made a rule fire, by the name that the rule has for it."""

    name: str
    value: str


@unchanging
class Waived:
    """IT lets a finding pass: why, who answers for it, the last day that it holds, and the file that says so."""

    reason: str
    owner: str
    expires: dt.date
    file: str


@unchanging
class Finding:
    """One thing to tell the author: what is wrong, where, and how to mend it.

    `code` is stable and kebab-case (`unknown-key`) or a governance rule's id (`DATA-006`).
    `path` is the dotted place in the spec (`tables.visit.fields.total.formula`), empty for a whole file.
    `hint` says what to do; `fix` can do it. A rule's finding has its tier: hard closes every gate, advice none.
    One that is `waived` is shown and closes no gate. `trace` are the values that made a rule fire.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    path: str = ""
    hint: str = ""
    fix: Fix | None = None
    tier: Literal["", "hard", "soft", "advice"] = ""
    waived: Waived | None = None
    trace: tuple[Seen, ...] = ()


def by_place(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order, each once."""
    seen = dict.fromkeys(findings)
    return sorted(
        seen,
        key=lambda f: (
            (f.span.file, f.span.line, f.span.col) if f.span else ("", 0, 0),
            -f.severity.rank,
            f.code,
            f.message,
        ),
    )


def closes_gate(findings: Iterable[Finding], gate: Severity = Severity.ERROR) -> bool:
    """A hard rule closes any gate. Then waivers count, then the severity that the profile says, then the gate asked
    for; advice never closes one."""
    return any(finding.tier == "hard" or _closes(finding, gate) for finding in findings)


def _closes(finding: Finding, gate: Severity) -> bool:
    return finding.waived is None and finding.tier != "advice" and finding.severity.rank >= gate.rank
