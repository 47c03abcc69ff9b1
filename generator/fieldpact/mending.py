"""Carries out the fixes of findings: each one only where its finding goes away and no other comes.

Text in, text out: whoever calls it writes the file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fieldpact.findings import Finding
from fieldpact.govern import Governance
from fieldpact.pipeline import Reading, check
from fieldpact.source.edits import applied
from fieldpact.source.fmt import format_text

_ROUNDS = 500
"""Each round makes some fixes or gives one up; no spec needs as many."""


@dataclass(slots=True)
class Mending:
    """What became of a spec. `left` have a fix that wasn't made, because it would bring another finding."""

    before: Reading
    after: Reading
    done: list[Finding] = field(default_factory=list)
    left: list[Finding] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The mended text; the old one where nothing was done."""
        return self.after.document.source.text


def mend(
    path: Path, governance: Governance | None = None, today: dt.date | None = None, only: str | None = None
) -> Mending:
    """The spec at `path` with every fix made that can be, or those of one rule. A file that was canonical stays so."""
    before = check(path, governance, today)
    text = before.document.source.text
    canonical = before.usable and format_text(text, str(path))[0] == text
    mending = Mending(before, before)

    def tried(findings: Sequence[Finding]) -> Reading | None:
        """The spec after the fixes of some findings, if they do what they say."""
        edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
        changed = applied(mending.after.document.source, edits)
        if changed is None:
            return None
        again = check(path, governance, today, format_text(changed, str(path))[0] if canonical else changed)
        return again if _is_better(mending.after, again, findings) else None

    refused: set[tuple[str, str]] = set()
    for _ in range(_ROUNDS):
        mending.left = [finding for finding in mending.after.findings if _can_be_fixed(finding, only)]
        group = [finding for finding in mending.left if (finding.code, finding.path) not in refused]
        if not group:
            break
        while (again := tried(group)) is None and len(group) > 1:
            group = group[: len(group) // 2]
        if again is None:
            refused.add((group[0].code, group[0].path))
        else:
            mending.done += group
            mending.after = again
    return mending


def _can_be_fixed(finding: Finding, only: str | None) -> bool:
    named = only is None or finding.code.casefold() == only.casefold()
    return named and finding.waived is None and finding.fix is not None and bool(finding.fix.edits)


def _is_better(before: Reading, after: Reading, fixed: Sequence[Finding]) -> bool:
    """The fixed findings are gone and none is new. A spec that had no model yet may show what it hid until now."""
    old, new = _counted(before.findings), _counted(after.findings)
    gone = all(new[key] <= old[key] - count for key, count in _counted(fixed).items())
    if before.app is None:
        return gone and (after.usable or not before.usable)
    return gone and after.app is not None and not new - old


def _counted(findings: Sequence[Finding]) -> Counter[tuple[str, str]]:
    return Counter((finding.code, finding.path) for finding in findings)
