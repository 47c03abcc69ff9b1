"""The PIN of the device's owner, kept as a salted scrypt hash."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

SHORTEST = 4
LONGEST = 12
_COST, _BLOCK, _LANES = 2**14, 8, 1  # 16 MB and some 50 ms on a phone; RFC 7914's interactive setting


def acceptable(pin: str) -> bool:
    """4 to 12 digits, not all the same."""
    return SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit() and len(set(pin)) > 1


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
    return hmac.compare_digest(hashed(pin, base64.b64decode(salt)), stored)
