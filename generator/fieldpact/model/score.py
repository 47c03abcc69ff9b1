"""A score: points out of the most there are, over the rows of lines."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula


@unchanging
class Band:
    """From `least` (a fraction as decimal text) upwards, a score is of this colour."""

    name: str
    least: str


@unchanging
class Score:
    """What a score is of, and how many of its rows are asked and answered. Its value is the `formula` of the field."""

    of: str
    answered: Formula
    asked: Formula
    bands: tuple[Band, ...] = ()
