"""Many specs in one command: what there is to tell of each, worked out on every core where there are enough of them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fieldapp.unchanging import unchanging
from fieldpact.findings import Finding
from fieldpact.source.text import Source

if TYPE_CHECKING:
    from fieldpact.govern import Governance
    from fieldpact.pipeline import Reading

WORTH_A_PROCESS = 20
"""Specs for each process; fewer are read sooner than a process has begun."""


@unchanging
class Told:
    """What a command prints of a spec, which is little beside what was read for it. `sources` are the files that
    findings point into, `lane` what the change costs in process, line by line."""

    findings: Sequence[Finding]
    sources: Mapping[str, Source]
    profile: str | None
    usable: bool
    lane: Sequence[str]


def tell_all(paths: Sequence[Path], sets: Sequence[Governance], today: dt.date, with_lane: bool) -> list[Told]:
    """Each spec judged by its set, in order. The first one is read here, so that processes find everything loaded."""
    tell = partial(_tell, paths, sets, today, with_lane)
    processes = min(_cores(), len(paths) // WORTH_A_PROCESS)
    first = [tell(0)]
    rest = range(1, len(paths))
    return first + (_shared(tell, rest, processes) if processes > 1 else [tell(number) for number in rest])


def _tell(paths: Sequence[Path], sets: Sequence[Governance], today: dt.date, with_lane: bool, number: int) -> Told:
    from fieldpact.pipeline import check

    reading = check(paths[number], sets[number], today)
    lane = _lane(paths[number], reading, today) if with_lane else []
    pointed_into = {finding.span.file for finding in reading.findings if finding.span}
    sources = {name: source for name, source in reading.sources.items() if name in pointed_into}
    return Told(reading.findings, sources, reading.profile, reading.usable, lane)


def _lane(path: Path, reading: Reading, today: dt.date) -> list[str]:
    """What the change costs in process, where a version of the app was submitted before."""
    if reading.app is None or not (path.parent / "approvals").is_dir():
        return []
    from fieldpact.review.lane.lines import lane_lines
    from fieldpact.review.packet.approved import approved_before

    approved, missing = approved_before(path, reading, today)
    if approved is None:
        return [missing or "Lane: amber at least, since nobody has approved a version of this app yet"]
    verdict = approved.verdict
    return [f"Lane: {verdict.lane}, {verdict.process}, compared with {approved.named}", *lane_lines(verdict)]


def _cores() -> int:
    """How many processes can work at once: one where a process can't begin with what this one knows."""
    if sys.platform != "linux":
        return 1
    return len(os.sched_getaffinity(0))


_work: Callable[[int], Told] | None = None
"""In a process that shares the work: what it does with a number. It comes along with the fork, for nobody can pickle
IT's rules."""


def _begin(work: Callable[[int], Told]) -> None:
    global _work
    _work = work


def _worked(number: int) -> Told:
    assert _work is not None
    return _work(number)


def _shared(work: Callable[[int], Told], numbers: Sequence[int], processes: int) -> list[Told]:
    """The work on each number, in order, by several processes that are forked from this one."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (work,)) as pool:
        return list(pool.map(_worked, numbers, chunksize=WORTH_A_PROCESS // 2))
