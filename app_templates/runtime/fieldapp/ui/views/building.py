"""A long page is drawn from its top: the first screenfuls at once, the rest in small steps while the person begins."""

from __future__ import annotations

import asyncio

from fieldapp.form.observable import Observable

BUILT_AT_ONCE = 80
"""Up to so many fields the client builds the whole list, so that it can scroll to any of them exactly."""
FIRST, STEP = 30, 25
PAUSE = 0.02
"""Seconds between two steps, in which taps and keystrokes are answered."""


class Building(Observable):
    """How many of a page's fields are drawn by now; it tells after each step."""

    __slots__ = ("all", "built")

    def __init__(self, all: int) -> None:
        super().__init__()
        self.all = all
        self.built = FIRST if self.long else all

    @property
    def long(self) -> bool:
        """Whether the page has more fields than are built at once."""
        return self.all > BUILT_AT_ONCE

    async def go_on(self) -> None:
        """Draw what is left."""
        while self.built < self.all:
            await asyncio.sleep(PAUSE)
            self.built += STEP
            self.notify()
