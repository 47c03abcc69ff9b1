"""Works a lane out again. What a submission says of its lane is a claim; whoever verifies looks for themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fieldpact.pipeline import Reading, check
from fieldpact.review.history import ApprovedVersion, History
from fieldpact.review.lane import LaneContext, LaneVerdict, Reason, lane_between
from fieldpact.review.release import Release, input_digests
from fieldpact.review.sampling import samples_of

_INPUTS = ("spec", "data", "images", "hooks")


def lane_of(release: Release, history: History, number: int | None, day: dt.date, today: dt.date) -> LaneVerdict:
    """The lane of a release against what a person approved last, under the verifier's own rules.

    Of the history counts what was before submission `number`, all of it where that is None. `day` is when the change
    is or was signed; waivers are judged as of `today`. A base that isn't the one that was signed is none: then a
    person has to look.
    """
    reading, governance = release.reading, release.reading.governance
    assert governance is not None
    base = history.last_approved_by_person(number)
    if base is None:
        return lane_between(None, reading)
    before = check(base.folder / "spec.yaml", governance, today)
    if not as_signed(before, base):
        verdict = lane_between(None, reading)
        say = f"approvals/{base.number:04} is not what was approved then, so nothing can be compared with it"
        return replace(verdict, reasons=(Reason("amber", say), *verdict.reasons))
    drawn = [sample for sample in samples_of(history, governance.lanes) if number is None or sample.number < number]
    signed = base.statement.digests
    around = LaneContext(
        greens_since=history.greens_since(number),
        days_since=(day - base.statement.at).days,
        greens_wrong=tuple(each.number for each in history.wrong_since(number)),
        looks_overdue=tuple(sample.number for sample in drawn if sample.overdue(day)),
        runtime_changed=signed["runtime"] != release.digests["runtime"],
        governance_changed=signed["governance"] != release.digests["governance"],
    )
    return lane_between(before, reading, around)


def as_signed(reading: Reading, version: ApprovedVersion) -> bool:
    """Whether the kept inputs of a version are those that were signed."""
    if reading.app is None:
        return False
    found = input_digests(reading)
    return all(found[name] == version.statement.digests[name] for name in _INPUTS)
