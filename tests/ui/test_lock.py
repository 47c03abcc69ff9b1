"""The idle lock: it falls in time, hides everything, and opens to the PIN alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import demo

from fieldapp.testing import Driver, running
from fieldapp.ui.shell import pin
from fieldapp.ui.shell.lock import PAUSE_AFTER, PAUSE_SECONDS, Lock


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def lock_of(clock: Clock, pin_hash: str = "") -> Lock:
    return Lock(5, demands_pin=True, pin_hash=pin_hash, clock=clock)


def test_it_falls_after_the_minutes_of_the_policy_and_not_before():
    clock = Clock()
    lock = Lock(5, demands_pin=False, pin_hash="", clock=clock)
    clock.now = 299
    lock.check()
    assert not lock.locked
    clock.now = 300
    lock.check()
    assert lock.locked


def test_a_touch_starts_the_time_again_but_a_late_one_does_not_save_it():
    clock = Clock()
    lock = Lock(5, demands_pin=False, pin_hash="", clock=clock)
    clock.now = 200
    lock.touch()
    clock.now = 499
    lock.check()
    assert not lock.locked
    clock.now = 500
    lock.touch()
    assert lock.locked


def test_wrong_pins_make_people_wait_and_the_right_one_opens_after_that():
    clock = Clock()
    lock = lock_of(clock, pin.hashed("2468"))
    for _ in range(PAUSE_AFTER):
        assert not lock.unlock("1111")
    assert lock.seconds_to_wait == PAUSE_SECONDS
    assert not lock.unlock("2468")
    clock.now = PAUSE_SECONDS + 1
    assert lock.unlock("2468")
    assert not lock.locked


def test_a_pin_is_stored_salted_and_never_as_itself():
    one, other = pin.hashed("2468"), pin.hashed("2468")
    assert one != other
    assert "2468" not in one
    assert pin.matches("2468", one)
    assert not pin.matches("2469", one)
    assert not pin.matches("2468", "")


def test_a_poor_pin_is_not_taken():
    assert [pin.acceptable(p) for p in ("123", "1111", "12a4", "1234", "²³⁴⁵", "1" * 13)] == [
        False,
        False,
        False,
        True,
        False,
        False,
    ]


async def give(app: Driver, digits: str) -> None:
    await app.enter("field:pin", digits)
    await app.tap("action:unlock")


def test_a_release_asks_for_a_pin_first_and_for_the_same_one_afterwards(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", draft=False, idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.route == "/locked"
            await give(app, "1111")
            assert "4 to 12 digits, not all the same" in app.texts()
            await give(app, "2468")
            assert app.route == "/"
        assert "2468" not in (data / "preferences.json").read_text()
        async with running(bundle, data) as app:
            assert "Accounts" not in app.texts()
            await give(app, "1357")
            assert "That is not the PIN" in app.texts()
            await give(app, "2468")
            assert "Accounts" in app.texts()

    asyncio.run(play())


def test_a_locked_form_comes_back_as_it_was(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            await app.tap("action:new:visit")
            await app.select("outcome", "No order")
            await app.enter("reason", "Owner away")
            app.state.lock.fall()
            await app.settle()
            assert app.route == "/locked"
            assert "Owner away" not in app.texts()
            await app.tap("action:unlock")
            assert "Owner away" in app.texts("field:reason")

    asyncio.run(play())
