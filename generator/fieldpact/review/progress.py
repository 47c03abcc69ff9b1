"""How far an app is on its way to release, by what lies beside its spec and whom this machine believes.

The lane is the one that was signed: `verify` reckons it anew, which takes a build of each app.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from fieldapp.unchanging import unchanging
from fieldpact.govern.lanes import STRICT
from fieldpact.pipeline import Reading
from fieldpact.review.history import History, Submission, history_of
from fieldpact.review.records import Records
from fieldpact.review.refusal import Refused
from fieldpact.review.release import input_digests
from fieldpact.review.root import root_for
from fieldpact.review.sampling import Sample, samples_of

STATES = {
    "none": "never submitted",
    "claimed": "submitted, and this machine can't tell by whom",
    "waiting": "waits for approval",
    "approved": "approved",
    "changed": "changed since it was submitted",
    "expired": "approval ended",
    "rejected": "rejected",
    "revoked": "revoked",
    "broken": "records don't hold together",
}


@unchanging
class Green:
    """A change that went out without a person. `wrong` once somebody took it back, or a look found it so.

    `sample` says whether it was drawn for a look, by when, and what the look found.
    """

    number: int
    version: str
    day: str
    digest: str
    wrong: bool
    sample: Sample | None = None


@unchanging
class Approval:
    """`state` is one of `STATES`; `people` approved it; `expires` is ISO text. `note` says what this machine lacks."""

    state: str
    lane: str = ""
    version: str = ""
    people: tuple[str, ...] = ()
    expires: str = ""
    note: str = ""
    greens: tuple[Green, ...] = ()


NOTHING = Approval("none")


def approval_of(path: Path, reading: Reading, today: dt.date) -> Approval:
    """What became of the newest submission of a spec."""
    records = Records.open(path.parent)
    if records.wrong:
        return Approval("broken", note=records.wrong[0])
    submitted = records.submissions()
    if not submitted:
        return NOTHING
    newest = submitted[-1].statement
    try:
        history = history_of(records, root_for(path, today))
    except Refused as refusal:
        return Approval("claimed", newest.lane, newest.version, note=refusal.findings[0].message)
    latest = history.latest()
    assert latest is not None
    expires = min([newest.expires, *(each.statement.expires for each in latest.people.values())])
    state = _state(latest, reading, expires, today)
    people = tuple(latest.people)
    return Approval(state, latest.lane, newest.version, people, expires.isoformat(), "", _greens(history, reading))


def _state(latest: Submission, reading: Reading, expires: dt.date, today: dt.date) -> str:
    if latest.revoked:
        return "revoked"
    if latest.rejected is not None:
        return "rejected"
    signed = latest.statement.digests
    if any(signed.get(name) != digest for name, digest in input_digests(reading).items()):
        return "changed"
    if not latest.complete:
        return "waiting"
    return "expired" if expires < today else "approved"


def _greens(history: History, reading: Reading) -> tuple[Green, ...]:
    lanes = reading.governance.lanes if reading.governance is not None else STRICT
    drawn = {sample.number: sample for sample in samples_of(history, lanes)}
    greens = [each for each in history.submissions if each.automatic is not None and (each.looks or not each.people)]
    return tuple(
        Green(each.number, said.version, said.at.isoformat(), each.record.digest, _wrong(each), drawn.get(each.number))
        for each in greens
        for said in [each.statement]
    )


def _wrong(submission: Submission) -> bool:
    return bool(submission.revoked or submission.rejected or submission.wrong)
