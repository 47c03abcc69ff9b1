"""The PIN of the device's owner: kept as a salted scrypt hash, with the number of wrong tries beside it.

Both are in the key store, so a restart forgives nothing. Wrong PINs never destroy anything: they cost time, and each
one past the fifth costs more.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import os
from collections.abc import Callable
from dataclasses import replace

from fieldapp.data.keystore import KeyStore
from fieldapp.policy.idle_lock import waking_clock
from fieldapp.unchanging import unchanging

SHORTEST = 6
LONGEST = 12
WAITS = {5: 30.0, 6: 60.0, 7: 300.0, 8: 900.0}
"""Seconds that people wait after so many wrong PINs in a row."""
LONGEST_WAIT = 3600.0
"""After more of them: all PINs of six digits take more than a century."""
NAME = "pin"
"""Under which it is in the key store."""
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MB and some 50 ms on a phone; RFC 7914's interactive setting


def acceptable(pin: str) -> bool:
    """6 to 12 digits: not all the same, and none that only count up or down."""
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        return False
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    return steps not in ({0}, {1}, {9})


def hashed(pin: str, salt: bytes | None = None) -> str:
    """`scrypt$salt$hash` in base64; a fresh salt unless one is given."""
    salt = os.urandom(16) if salt is None else salt
    key = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES)
    return "$".join(("scrypt", base64.b64encode(salt).decode(), base64.b64encode(key).decode()))


def matches(pin: str, stored: str) -> bool:
    """Whether `pin` is the one behind `stored`; a broken hash matches nothing."""
    kind, _, rest = stored.partition("$")
    salt, _, _ = rest.partition("$")
    if kind != "scrypt" or not salt:
        return False
    try:
        return hmac.compare_digest(hashed(pin, base64.b64decode(salt)), stored)
    except ValueError:
        return False


@unchanging
class _Kept:
    """What is in the key store."""

    verifier: str = ""
    wrong: int = 0
    """Wrong PINs in a row."""
    since: float = 0.0
    """The waking clock at the last of them."""


class PinGuard:
    """Sets, asks and changes the PIN. What can't be read in the key store is a PIN that nobody knows, not none."""

    def __init__(self, keys: KeyStore, clock: Callable[[], float] = waking_clock) -> None:
        self._keys = keys
        self._clock = clock
        self._unwritten: _Kept | None = None
        """What a full disk didn't take; it counts until the app ends."""

    @property
    def is_set(self) -> bool:
        return self._keys.get(NAME) is not None

    @property
    def seconds_to_wait(self) -> int:
        """How long no PIN is taken, after too many wrong ones."""
        return self._wait(self._kept())

    def choose(self, new: str) -> bool:
        """Set the first PIN; False where there is one, or this one is not acceptable."""
        if self.is_set or not acceptable(new):
            return False
        self._keep(_Kept(hashed(new)))
        return True

    def accepts(self, given: str) -> bool:
        """Whether it is the PIN; False too while people have to wait."""
        kept = self._kept()
        if self._wait(kept):
            return False
        # Counted before it is compared: whoever ends the app in between has had this try.
        self._count(replace(kept, wrong=kept.wrong + 1, since=self._clock()))
        if not matches(given, kept.verifier):
            return False
        self._count(_Kept(kept.verifier))
        return True

    def change(self, given: str, new: str) -> bool:
        """Put `new` in the place of the PIN `given`; False where that isn't it, or `new` is not acceptable."""
        if not acceptable(new) or not self.accepts(given):
            return False
        self._keep(_Kept(hashed(new)))
        return True

    def _wait(self, kept: _Kept) -> int:
        wait = LONGEST_WAIT if kept.wrong > max(WAITS) else WAITS.get(kept.wrong, 0.0)
        now = self._clock()
        # A clock that shows less than at the last try began anew with the device: what it shows has passed since.
        passed = now - kept.since if now >= kept.since else now
        return max(0, round(wait - passed))

    def _count(self, kept: _Kept) -> None:
        """Nobody is locked out of their records by a full disk, and nobody gets tries for nothing by one."""
        try:
            self._keep(kept)
        except OSError:
            self._unwritten = kept

    def _kept(self) -> _Kept:
        if self._unwritten is not None:
            return self._unwritten
        stored = self._keys.get(NAME)
        if stored is None:
            return _Kept()
        try:
            doc = json.loads(stored)
            return _Kept(str(doc["verifier"]), int(doc["wrong"]), float(doc["since"]))
        except (ValueError, TypeError, KeyError):
            return _Kept()

    def _keep(self, kept: _Kept) -> None:
        doc = {"verifier": kept.verifier, "wrong": kept.wrong, "since": kept.since}
        self._keys.set(NAME, json.dumps(doc).encode())
        self._unwritten = None
