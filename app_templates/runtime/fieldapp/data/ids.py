"""Ids made on the device: UUIDv7, so that they sort by the time they were made. Never trusted as a clock."""

from __future__ import annotations

import json
import os
import threading
import time
import uuid
from hashlib import sha256

_lock = threading.Lock()
_last = 0


def new_id() -> str:
    """A UUIDv7 (RFC 9562, method 3): milliseconds, 12 bits of sub-millisecond order, 62 random bits.

    Ids of one process are strictly increasing, also when the clock is set back while it runs.
    """
    global _last
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    with _lock:
        _last = stamp = max(milliseconds << 12 | rest * 4096 // 1_000_000, _last + 1)
    high = (stamp >> 12 & (1 << 48) - 1) << 16 | 0x7000 | stamp & 0xFFF
    low = 0x8000_0000_0000_0000 | int.from_bytes(os.urandom(8), "big") >> 2
    digits = f"{high << 64 | low:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def derived_id(*parts: str) -> str:
    """A UUIDv8 of what it is made from: the same parts give the same id on every device and every day."""
    written = json.dumps(parts, ensure_ascii=False).encode()
    number = int.from_bytes(sha256(written).digest()[:16], "big")
    return str(uuid.UUID(int=number & ~(0xF << 76) & ~(0x3 << 62) | 0x8 << 76 | 0x2 << 62))
