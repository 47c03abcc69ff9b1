"""JSON that is the same on every machine."""

from __future__ import annotations

import json
from typing import Any


def to_json(value: Any) -> bytes:
    """Indented, UTF-8, keys in the order given, one newline at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_compact_json(value: Any) -> bytes:
    """One line a top-level entry: small to load, still readable as a difference."""
    if not isinstance(value, dict):
        raise TypeError("compact JSON is for maps")
    lines = (f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False, separators=(',', ':'))}" for k, v in value.items())
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")
