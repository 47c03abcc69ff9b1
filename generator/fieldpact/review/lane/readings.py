"""The lane between two specs as they were read: the one way from files to a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from fieldpact.changes.difference import Side
from fieldpact.pipeline import Reading
from fieldpact.review.lane.judge import LaneContext, judge
from fieldpact.review.lane.verdict import LaneVerdict


def lane_between(before: Reading | None, now: Reading, around: LaneContext | None = None) -> LaneVerdict:
    """The lane of a spec against another one, under the rules that `now` was checked by; both have an app.

    `around` says what no two specs say: the row of greens, the runtime, the rules.
    """
    governance = now.governance
    assert governance is not None
    old = side_of(before) if before is not None else None
    context = replace(
        around or LaneContext(),
        hooks_new=tuple(name for name in now.hooks if before is None or name not in before.hooks),
        hooks_changed=_differing(before.hooks, now.hooks, among=before.hooks) if before is not None else (),
        files_changed=_differing(_beside(before), _beside(now)) if before is not None else (),
    )
    return judge(old, side_of(now), governance=governance, context=context, place=now.document.value_span)


def side_of(reading: Reading) -> Side:
    """One of the two, as differences are taken from it."""
    assert reading.app is not None
    return Side(reading.app, reading.reference, reading.findings)


def _beside(reading: Reading) -> Mapping[str, bytes]:
    return {name: data for name, data in reading.files.items() if name != "spec.yaml"}


def _differing(
    old: Mapping[str, bytes], new: Mapping[str, bytes], among: Mapping[str, bytes] | None = None
) -> tuple[str, ...]:
    names = among if among is not None else {*old, *new}
    return tuple(name for name in sorted(names) if old.get(name) != new.get(name))
