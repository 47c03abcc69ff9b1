"""Green releases that are drawn for a look afterwards, what the looks found, and the rate of wrong ones.

A release is drawn by the build server's signature: nobody who writes specs can know it before, or move it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fieldapp.unchanging import unchanging
from fieldpact.govern.lanes import LanesFile
from fieldpact.review.history import History, Submission, history_of
from fieldpact.review.records import Records
from fieldpact.review.root import Root


@unchanging
class Sample:
    """One that was drawn, and whether somebody looked; a look that finds it wrong counts before all others."""

    number: int
    version: str
    due: dt.date
    looked: bool
    wrong: bool

    def overdue(self, day: dt.date) -> bool:
        """Whether somebody should have looked before that day."""
        return not self.looked and self.due < day


@unchanging
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
    return Rate(len(drawn), sum(sample.looked for sample in drawn), sum(sample.wrong for sample in drawn))


def _drawn(submission: Submission, lanes: LanesFile) -> bool:
    """One that a person approved instead has been looked at already."""
    if submission.automatic is None or submission.author is None or (submission.people and not submission.looks):
        return False
    return submission.lot < lanes.sample_percent


def _sample(submission: Submission, lanes: LanesFile) -> Sample:
    assert submission.automatic is not None
    due = submission.automatic.statement.at + dt.timedelta(days=lanes.look_within_days)
    version, wrong = submission.statement.version, submission.wrong is not None
    return Sample(submission.number, version, due, looked=bool(submission.looks), wrong=wrong)
