"""A long page is drawn from its top: the first screenfuls at once, the rest in small steps while the person begins."""

from __future__ import annotations

import asyncio

from fieldapp.form.observable import Observable

BUILT_AT_ONCE = 80
"""Up to so many fields the client builds the whole list, so that it can scroll to any of them exactly."""
AT_A_TIME = 15
PAUSE = 0.02
"""Seconds between two steps, in which taps and keystrokes are answered."""


class Step(Observable):
    """Some fields that are drawn together; it tells when they are."""

    __slots__ = ("built",)

    def __init__(self, built: bool) -> None:
        super().__init__()
        self.built = built


class Building:
    """The fields of a page in the steps in which they are drawn. `long` pages have more than are built at once."""

    def __init__(self, fields: int) -> None:
        self.long = fields > BUILT_AT_ONCE
        self._steps = [Step(not self.long or number < 2) for number in range(fields // AT_A_TIME + 1)]

    def step(self, number: int) -> Step:
        """The step in which the field at this place is drawn."""
        return self._steps[number // AT_A_TIME]

    async def go_on(self) -> None:
        """Draw what is left, from the top."""
        for step in self._steps:
            if not step.built:
                await asyncio.sleep(PAUSE)
                step.built = True
                step.notify()
