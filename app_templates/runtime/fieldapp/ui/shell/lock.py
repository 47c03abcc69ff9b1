"""The idle lock: when it falls, and what opens it again."""

from __future__ import annotations

from collections.abc import Callable

from fieldapp.policy.idle_lock import IdleLock, waking_clock
from fieldapp.policy.pin import PinGuard
from fieldapp.ui.shell.changes import Changes


class Lock(Changes):
    """Falls after `minutes` without a touch; None never falls.

    With `demands_pin` the device's owner chooses a PIN before the first screen and gives it to unlock; the app also
    starts locked then. Without it a tap unlocks: the lock then only covers what was on the screen.
    """

    def __init__(
        self, minutes: float | None, demands_pin: bool, guard: PinGuard, clock: Callable[[], float] = waking_clock
    ) -> None:
        super().__init__()
        self.minutes = minutes
        self.demands_pin = demands_pin
        self.guard = guard
        self._clock = clock
        self._idle = IdleLock(minutes, clock())
        self.locked = demands_pin

    @property
    def has_pin(self) -> bool:
        """Whether the device's owner has chosen one."""
        return self.guard.is_set

    @property
    def needs_new_pin(self) -> bool:
        return self.demands_pin and not self.has_pin

    @property
    def seconds_to_wait(self) -> int:
        """How long the lock takes no PIN after too many wrong ones."""
        return self.guard.seconds_to_wait

    def touch(self) -> None:
        """The person did something. A lock that has fallen due falls now, whatever woke the app."""
        self._idle.touched(self._clock())
        self.check()

    def check(self) -> None:
        """Fall if it is time; called now and then, and when the app comes back to the front."""
        if not self.locked and self._idle.locked(self._clock()):
            self.fall()

    def fall(self) -> None:
        """Lock now."""
        self.locked = True
        self.tell()

    def choose(self, new: str) -> bool:
        """Set the first PIN and open; False when it is not acceptable."""
        if not self.needs_new_pin or not self.guard.choose(new):
            return False
        self._open()
        return True

    def unlock(self, given: str = "") -> bool:
        """Open with the PIN where one is demanded; False when it is wrong or comes too soon."""
        if self.demands_pin and (self.needs_new_pin or not self.accepts(given)):
            return False
        self._open()
        return True

    def accepts(self, given: str) -> bool:
        """Whether it is the PIN, for a signature as for the lock; False too while people have to wait."""
        return self.guard.accepts(given)

    def _open(self) -> None:
        self._idle.unlock(self._clock())
        self.locked = False
        self.tell()
