"""What a person approved last: what a packet compares with where nobody says otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from fieldapp.unchanging import unchanging
from fieldpact.pipeline import Reading, check
from fieldpact.review.history import history_of
from fieldpact.review.lane import LaneVerdict
from fieldpact.review.recompute import lane_of
from fieldpact.review.records import Records
from fieldpact.review.refusal import Refused
from fieldpact.review.release import release_of
from fieldpact.review.root import root_for


@unchanging
class Approved:
    """The reading of that version, how it is called, and the lane of the change since, as `verify` would reckon it.

    `release` are the files of the app as it would be released now, over the stored shapes of that version.
    """

    reading: Reading
    named: str
    verdict: LaneVerdict
    release: Mapping[str, bytes]


def approved_before(path: Path, reading: Reading, today: dt.date) -> tuple[Approved | None, str]:
    """The last version that a person approved; and in words why there is none, where one could be expected."""
    records = Records.open(path.parent)
    if reading.app is None or not records.events:
        return None, ""
    try:
        history = history_of(records, root_for(path, today))
    except Refused as refusal:
        return None, f"Compared with no earlier version: {refusal.findings[0].message}."
    base = history.last_approved_by_person()
    if base is None:
        return None, ""
    release = release_of(reading, reading.app, history.shapes())
    verdict = lane_of(release, history, None, today, today)
    before = check(base.folder / "spec.yaml", reading.governance, today)
    if before.app is None:
        return None, f"Compared with no earlier version: approvals/{base.number:04} can't be read any more."
    named = f"version {before.app.version}, approved as submission {base.number}"
    return Approved(before, named, verdict, release.files), ""
