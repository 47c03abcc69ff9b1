"""What came of a test."""

from __future__ import annotations

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import SpecPath
from fieldpact.model.test import Test


@unchanging
class Difference:
    """Something that isn't as the test says, in words, at its place in the spec."""

    at: SpecPath
    message: str


@unchanging
class Outcome:
    test: Test
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        return not self.differences
