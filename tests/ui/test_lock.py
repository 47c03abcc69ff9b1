"""The idle lock: it falls in time, hides everything, and opens to the PIN alone."""

from __future__ import annotations

import asyncio
from pathlib import Path

import demo
import flet as ft
import pytest
import specs

from fieldapp.policy import pin
from fieldapp.policy.pin import PinGuard
from fieldapp.testing import Driver, running
from fieldapp.testing.tree import texts_of
from fieldapp.ui.shell.lock import Lock

PIN = "246813"


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class Keys:
    """A key store in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def set(self, name: str, key: bytes) -> None:
        self.kept[name] = key

    def forget(self, name: str) -> None:
        self.kept.pop(name, None)


def lock_of(clock: Clock, keys: Keys, *, demands_pin: bool = True) -> Lock:
    return Lock(5, demands_pin, PinGuard(keys, clock), clock=clock)


def chosen(pin: str = PIN) -> Keys:
    keys = Keys()
    assert PinGuard(keys).choose(pin)
    return keys


def test_it_falls_after_the_minutes_of_the_policy_and_not_before():
    clock = Clock()
    lock = lock_of(clock, Keys(), demands_pin=False)
    clock.now = 299
    lock.check()
    assert not lock.locked
    clock.now = 300
    lock.check()
    assert lock.locked


def test_a_touch_starts_the_time_again_but_a_late_one_does_not_save_it():
    clock = Clock()
    lock = lock_of(clock, Keys(), demands_pin=False)
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
    lock = lock_of(clock, chosen())
    for _ in range(5):
        assert not lock.unlock("111213")
    assert lock.seconds_to_wait == 30
    assert not lock.unlock(PIN)
    clock.now = 31
    assert lock.unlock(PIN)
    assert not lock.locked


def test_each_further_try_costs_more_time_up_to_an_hour_and_nothing_is_deleted():
    clock, keys = Clock(), chosen()
    lock = lock_of(clock, keys)
    waits = []
    for _ in range(11):
        clock.now += lock.seconds_to_wait
        assert not lock.unlock("111213")
        waits.append(lock.seconds_to_wait)
    assert waits == [0, 0, 0, 0, 30, 60, 300, 900, 3600, 3600, 3600]
    clock.now += 3600
    assert lock.unlock(PIN)
    assert lock.seconds_to_wait == 0


def test_a_restart_forgives_neither_the_tries_nor_the_wait():
    clock, keys = Clock(), chosen()
    clock.now = 1000
    for _ in range(6):
        clock.now += lock_of(clock, keys).seconds_to_wait
        assert not lock_of(clock, keys).unlock("111213")
    assert lock_of(clock, keys).seconds_to_wait == 60
    clock.now += 45
    assert lock_of(clock, keys).seconds_to_wait == 15
    clock.now = 10  # the device began anew, and its waking clock with it
    assert lock_of(clock, keys).seconds_to_wait == 50
    assert not lock_of(clock, keys).unlock(PIN)
    clock.now = 60
    assert lock_of(clock, keys).unlock(PIN)


def test_a_try_counts_though_the_app_is_ended_before_it_is_answered(monkeypatch: pytest.MonkeyPatch):
    keys = chosen()
    guard = PinGuard(keys)

    def ended(given: str, stored: str) -> bool:
        raise SystemExit

    for _ in range(5):
        monkeypatch.setattr("fieldapp.policy.pin.matches", ended)
        with pytest.raises(SystemExit):
            guard.accepts(PIN)
    assert PinGuard(keys).seconds_to_wait > 0


def test_a_full_disk_neither_locks_people_out_nor_gives_tries_for_nothing(monkeypatch: pytest.MonkeyPatch):
    keys, clock = chosen(), Clock()
    guard = PinGuard(keys, clock)

    def full(name: str, key: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keys, "set", full)
    assert guard.accepts(PIN)
    for _ in range(5):
        assert not guard.accepts("111213")
    assert guard.seconds_to_wait == 30
    clock.now = 31
    assert guard.accepts(PIN)


def test_what_cannot_be_read_in_the_key_store_opens_nothing():
    for broken in (b"", b"{}", b"[]", b"\xff", b'{"verifier": "scrypt$x$y", "wrong": 0, "since": 0}'):
        keys = Keys()
        keys.set("pin", broken)
        lock = lock_of(Clock(), keys)
        assert not lock.needs_new_pin
        assert not lock.choose(PIN)
        assert not lock.unlock(PIN)
        assert lock.locked


def test_a_change_needs_the_pin_until_now_and_a_good_new_one():
    guard = PinGuard(chosen())
    assert not guard.change("111213", "975310")
    assert not guard.change(PIN, "123456")
    assert guard.change(PIN, "975310")
    assert not guard.accepts(PIN)
    assert guard.accepts("975310")


def test_a_pin_is_stored_salted_and_never_as_itself():
    one, other = pin.hashed(PIN), pin.hashed(PIN)
    assert one != other
    assert PIN not in one
    assert pin.matches(PIN, one)
    assert not pin.matches("246814", one)
    assert not pin.matches(PIN, "")


@pytest.mark.parametrize("poor", ["12345", "111111", "12a456", "123456", "987654", "890123", "²³⁴⁵⁶⁷", "1" * 13])
def test_a_poor_pin_is_not_taken(poor: str):
    assert not pin.acceptable(poor)


async def give(app: Driver, digits: str) -> None:
    await app.enter("field:pin", digits)
    await app.tap("action:unlock")


async def choose(app: Driver, digits: str = PIN) -> None:
    await give(app, digits)
    await give(app, digits)


def test_a_release_asks_for_a_pin_first_and_for_the_same_one_afterwards(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", draft=False, idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.route == "/locked"
            await give(app, "111111")
            assert "6 to 12 digits, neither all the same nor just counting" in app.texts()
            await give(app, PIN)
            await give(app, "246814")
            assert "The two weren’t the same. Choose again." in app.texts()
            assert app.route == "/locked"
            await choose(app)
            assert app.route == "/"
        kept = [file.read_bytes() for file in data.parent.rglob("*") if file.is_file()]
        assert (data / "lock.pin.key").stat().st_mode & 0o077 == 0
        assert all(PIN.encode() not in content and PIN.encode().hex().encode() not in content for content in kept)
        async with running(bundle, data) as app:
            assert "Accounts" not in app.texts()
            await give(app, "135790")
            assert "That is not the PIN" in app.texts()
            await give(app, PIN)
            assert "Accounts" in app.texts()

    asyncio.run(play())


def test_waits_are_said_and_survive_the_app(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", draft=False, idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            await choose(app)
            app.state.lock.fall()
            await app.settle()
            for _ in range(5):
                await give(app, "135790")
            assert any(text.startswith("Too many tries. Wait ") for text in app.texts())
        async with running(bundle, data) as app:
            assert any(text.startswith("Too many tries. Wait ") for text in app.texts())
            await give(app, PIN)
            assert app.route == "/locked"

    asyncio.run(play())


def test_who_forgot_the_pin_is_told_whom_to_ask_and_what_becomes_of_the_records(tmp_path: Path, data: Path):
    bundle = specs.bundle_of(
        tmp_path / "owned",
        """
        pact:
          business: {name: Sales Operations, person: lena.berg@example.com}
          it: {name: Mobile Platform, person: jo.ito@example.com}
        tables:
          visit: {fields: {shop: text}}
        """,
    )

    async def play() -> None:
        async with running(bundle, data) as app:
            app.state.lock.demands_pin = True
            app.state.lock.guard.choose(PIN)
            app.state.lock.fall()
            await app.settle()
            await app.tap("action:forgot")
            (said,) = app.texts("forgot")
            assert said.startswith("Ask Mobile Platform, jo.ito@example.com. Wrong PINs delete nothing")
            assert app.route == "/locked"

    asyncio.run(play())


def test_the_pin_is_changed_in_the_settings(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", draft=False, idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            await choose(app)
            await app.go("settings")
            await app.tap("action:change_pin")
            await app.enter("field:pin_old", "135790")
            await app.enter("field:pin_new", "975310")
            await app.enter("field:pin_again", "975311")
            await app.tap("action:confirm")
            assert "The two weren’t the same. Choose again." in app.texts()
            await app.enter("field:pin_again", "975310")
            await app.tap("action:confirm")
            assert "That is not the PIN" in app.texts()
            await app.enter("field:pin_old", PIN)
            await app.tap("action:confirm")
            assert not app.has("field:pin_old")
            app.state.lock.fall()
            await app.settle()
            await give(app, PIN)
            assert app.route == "/locked"
            await give(app, "975310")
            assert app.route == "/settings"

    asyncio.run(play())


def test_a_draft_has_no_pin_to_change(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.go("settings")
            assert not app.has("action:change_pin")

    asyncio.run(play())


def test_a_locked_app_holds_no_word_of_a_record_in_views_or_sheets(tmp_path: Path, data: Path):
    bundle = demo.build(tmp_path / "bundle", idle_lock_minutes=5)

    async def play() -> None:
        async with running(bundle, data) as app:
            await app.go("list:account")
            assert any("Street" in text for text in app.texts())
            await app.go("new:visit")
            await app.tap("field:account")
            assert any("Street" in text for text in app.texts())
            app.state.lock.fall()
            await app.settle()
            whole = [text for root in (app.page.views, app.page._dialogs, app.page.overlay) for text in texts_of(root)]
            assert "Store Visit" in whole
            assert [text for text in whole if "Street" in text or "Soda" in text] == []

    asyncio.run(play())


PHONE_LEAVES = [ft.AppLifecycleState.INACTIVE, ft.AppLifecycleState.HIDE, ft.AppLifecycleState.PAUSE]


def test_a_phone_app_that_leaves_the_front_shows_its_name_only(bundle: Path, data: Path):
    async def play() -> None:
        async with running(bundle, data) as app:
            await app.go("list:account")
            for state in PHONE_LEAVES:
                await app._fire(app.page, "app_lifecycle_state_change", {"state": state.value})
                assert app.texts() == ["Store Visit"]
            await app._fire(app.page, "app_lifecycle_state_change", {"state": ft.AppLifecycleState.RESUME.value})
            assert "Accounts" in app.texts()
            await app.pause()
            await app._press(app.page.overlay[-1])
            assert "Accounts" in app.texts()

    asyncio.run(play())


def test_a_policy_that_lets_screens_be_captured_does_without_the_cover(tmp_path: Path, data: Path):
    bundle = specs.bundle_of(tmp_path / "plain", "tables: {visit: {fields: {shop: text}}}")

    async def play() -> None:
        async with running(bundle, data) as app:
            assert app.state.app.policy["capture"] is True
            await app.pause()
            assert app.route == "/"
            assert len(app.texts()) > 1

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
