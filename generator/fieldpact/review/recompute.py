"""Works a lane out again. What a submission says of its lane is a claim; whoever verifies looks for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from fieldpact.changes.difference import Side
from fieldpact.pipeline import Reading, check
from fieldpact.review.history import ApprovedVersion
from fieldpact.review.lane import LaneContext, LaneVerdict, Reason, judge
from fieldpact.review.release import Release, input_digests

_INPUTS = ("spec", "data", "images", "hooks")


def lane_of(release: Release, base: ApprovedVersion | None, greens: int, day: dt.date, today: dt.date) -> LaneVerdict:
    """The lane of a release against what a person approved last, under the verifier's own rules.

    `day` is when the change is or was signed; waivers are judged as of `today`. A base that isn't the one that was
    signed is none: then a person has to look.
    """
    reading, app = release.reading, release.app
    governance = reading.governance
    assert governance is not None
    new = Side(app, reading.reference, reading.findings)
    if base is None:
        context = LaneContext(hooks_new=tuple(reading.hooks))
        return judge(None, new, governance=governance, context=context, place=reading.document.value_span)
    before = check(base.folder / "spec.yaml", governance, today)
    if before.app is None or not as_signed(before, base):
        context = LaneContext(hooks_new=tuple(reading.hooks))
        verdict = judge(None, new, governance=governance, context=context, place=reading.document.value_span)
        say = f"approvals/{base.number:04} is not what was approved then, so nothing can be compared with it"
        return replace(verdict, reasons=(Reason("amber", say), *verdict.reasons))
    signed = base.statement.digests
    context = LaneContext(
        greens_since=greens,
        days_since=(day - base.statement.at).days,
        hooks_new=tuple(name for name in reading.hooks if name not in before.hooks),
        hooks_changed=tuple(name for name in _differing(before.hooks, reading.hooks) if name in before.hooks),
        files_changed=_differing(_beside(before), _beside(reading)),
        runtime_changed=signed["runtime"] != release.digests["runtime"],
        governance_changed=signed["governance"] != release.digests["governance"],
    )
    old = Side(before.app, before.reference, before.findings)
    return judge(old, new, governance=governance, context=context, place=reading.document.value_span)


def as_signed(reading: Reading, version: ApprovedVersion) -> bool:
    """Whether the kept inputs of a version are those that were signed."""
    if reading.app is None:
        return False
    found = input_digests(reading)
    return all(found[name] == version.statement.digests[name] for name in _INPUTS)


def _beside(reading: Reading) -> dict[str, bytes]:
    return {name: data for name, data in reading.files.items() if name != "spec.yaml"}


def _differing(old: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[str, ...]:
    return tuple(name for name in sorted({*old, *new}) if old.get(name) != new.get(name))
