"""When the app locks for want of a touch. Pure: the caller brings the time, so that tests need no waiting."""

from __future__ import annotations

import time


def waking_clock() -> float:
    """Seconds that also pass while the phone sleeps, and that nobody can set back.

    `time.monotonic` stops during sleep on Android and Apple devices: a phone in a pocket would never lock.
    """
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()  # on Windows it counts sleep


class IdleLock:
    """Locks `minutes` after the last touch and stays locked until `unlock`. None never locks."""

    def __init__(self, minutes: float | None, now: float) -> None:
        self._seconds = None if minutes is None else minutes * 60
        self._last = now
        self._locked = False

    def touched(self, now: float) -> None:
        """A touch puts the lock off; one that comes too late only finds the app locked."""
        if not self.locked(now):
            self._last = now

    def locked(self, now: float) -> bool:
        if self._seconds is not None and now - self._last >= self._seconds:
            self._locked = True
        return self._locked

    def unlock(self, now: float) -> None:
        self._locked = False
        self._last = now
