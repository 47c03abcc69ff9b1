"""The idle lock by a clock of the test's own."""

from __future__ import annotations

from fieldapp.policy.idle_lock import IdleLock, waking_clock


def test_it_locks_after_its_minutes_without_a_touch() -> None:
    lock = IdleLock(5, now=0)
    lock.touched(200)
    assert not lock.locked(499)
    assert lock.locked(500)


def test_a_late_touch_does_not_unlock() -> None:
    lock = IdleLock(5, now=0)
    lock.touched(301)
    assert lock.locked(302)
    lock.touched(303)
    assert lock.locked(304)


def test_it_stays_locked_whatever_the_clock_says_next() -> None:
    lock = IdleLock(1, now=1000)
    assert lock.locked(1060)
    assert lock.locked(900)


def test_unlock_starts_anew() -> None:
    lock = IdleLock(1, now=0)
    assert lock.locked(60)
    lock.unlock(100)
    assert not lock.locked(159)
    assert lock.locked(160)


def test_without_minutes_it_never_locks() -> None:
    assert not IdleLock(None, now=0).locked(10**9)


def test_the_clock_only_goes_on() -> None:
    assert waking_clock() <= waking_clock()
