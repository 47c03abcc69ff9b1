"""Green releases that are drawn for a look afterwards, what the looks found, and the rate of wrong ones.

A release is drawn by the build server's signature: nobody who writes specs can know it before, or move it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fieldpact.govern.lanes import LanesFile
from fieldpact.review.history import History, Submission, history_of
from fieldpact.review.records import Record, Records
from fieldpact.review.root import Root


@dataclass(frozen=True, slots=True)
class Sample:
    """One that was drawn. `look` is None while nobody has looked; one that finds it wrong counts before all others."""

    number: int
    version: str
    signed: dt.date
    due: dt.date
    look: Record | None = None

    @property
    def wrong(self) -> bool:
        return self.look is not None and self.look.statement.kind == "wrong"

    def overdue(self, day: dt.date) -> bool:
        """Whether somebody should have looked before that day."""
        return self.look is None and self.due < day


@dataclass(frozen=True, slots=True)
class Rate:
    """What the looks found."""

    drawn: int
    looked: int
    wrong: int

    @property
    def percent(self) -> float | None:
        """Wrong ones of those that somebody looked at; None before the first look."""
        return 100 * self.wrong / self.looked if self.looked else None

    def __str__(self) -> str:
        if self.percent is None:
            return f"{self.drawn} drawn, none looked at yet"
        return f"{self.drawn} drawn, {self.looked} looked at, {self.wrong} wrong ({self.percent:.0f} %)"


def samples(records: Records, root: Root, lanes: LanesFile) -> list[Sample]:
    """Every release of an app that was drawn, the oldest first."""
    return samples_of(history_of(records, root), lanes)


def samples_of(history: History, lanes: LanesFile) -> list[Sample]:
    """The same from a history that was judged already."""
    return [_sample(each, lanes) for each in history.submissions if _drawn(each, lanes)]


def rate_of(found: Iterable[Sample]) -> Rate:
    """The rate over the samples of one app, or of many."""
    drawn = list(found)
    looked = [sample for sample in drawn if sample.look is not None]
    return Rate(len(drawn), len(looked), sum(sample.wrong for sample in looked))


def _drawn(submission: Submission, lanes: LanesFile) -> bool:
    """One that a person approved instead has been looked at already."""
    if submission.automatic is None or submission.author is None or (submission.people and not submission.looks):
        return False
    return submission.lot < lanes.sample_percent


def _sample(submission: Submission, lanes: LanesFile) -> Sample:
    assert submission.automatic is not None
    signed = submission.automatic.statement.at
    look = submission.wrong or next(iter(submission.looks), None)
    due = signed + dt.timedelta(days=lanes.look_within_days)
    return Sample(submission.number, submission.statement.version, signed, due, look)
