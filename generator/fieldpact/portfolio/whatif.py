"""What another set would say of the apps: which findings come, which go, and who could release no more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from fieldapp.unchanging import unchanging
from fieldpact import govern
from fieldpact.findings import Finding, closes_gate
from fieldpact.govern import Governance
from fieldpact.pipeline import Reading


@unchanging
class Shift:
    """A finding that comes or goes with the new set, at its place in the spec. `stops` where it holds a release up."""

    way: Literal["comes", "goes"]
    app: str
    file: str
    code: str
    say: str
    path: str
    line: int
    stops: bool


@unchanging
class WhatIf:
    """`breaks` are the apps that could be released as they are and couldn't any more, by file. `problems` are what is
    wrong with the new set itself."""

    named: str
    digest: str
    shifts: tuple[Shift, ...]
    breaks: tuple[str, ...]
    problems: tuple[str, ...]


def judged_anew(reading: Reading, new: Governance, today: dt.date) -> list[Finding]:
    """What the new set's rules find in an app that was read."""
    assert reading.app is not None
    found = govern.check(
        reading.app, reading.document.value_span, new.profile_of(reading.app.id), new, today, reading.hooks
    )
    told = set(new.findings)
    return [finding for finding in found if finding not in told]


def shifts_of(app: str, file: str, reading: Reading, after: Sequence[Finding]) -> tuple[Shift, ...]:
    """The difference that the new findings make. One that stops a release now and didn't before comes."""
    old = reading.governance
    assert old is not None
    own = set(old.findings)
    before = [finding for finding in reading.findings if finding.tier and finding not in own]
    was, will = ({_known(finding): finding for finding in found} for found in (before, after))
    comes = [_shift("comes", app, file, finding) for known, finding in will.items() if known not in was]
    goes = [_shift("goes", app, file, finding) for known, finding in was.items() if known not in will]
    return tuple(comes + goes)


def breaks(reading: Reading, after: Sequence[Finding]) -> bool:
    """Whether an app that could be released can't be under the new set."""
    return not closes_gate(reading.findings) and closes_gate(after)


def _known(finding: Finding) -> tuple[str, str, bool]:
    return finding.code, finding.path, closes_gate([finding])


def _shift(way: Literal["comes", "goes"], app: str, file: str, finding: Finding) -> Shift:
    line = finding.span.line if finding.span else 1
    return Shift(way, app, file, finding.code, finding.message, finding.path, line, closes_gate([finding]))
