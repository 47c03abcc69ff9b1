"""What came of a test."""

from __future__ import annotations

from dataclasses import dataclass

from fieldpact.model.formula import SpecPath
from fieldpact.model.test import Test


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that isn't as the test says, in words, at its place in the spec."""

    at: SpecPath
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    test: Test
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        return not self.differences
