"""Which values may be copied out of the app."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def kept_close(policy: Mapping[str, Any], path: str) -> bool:
    """Whether IT holds the field at `path` (`visit.lines.remark`) to be personal or restricted."""
    return path in (policy.get("fields") or {})


def may_copy(policy: Mapping[str, Any], path: str) -> bool:
    """Whether people may select and copy what stands in the field: silence is a no for what is kept close."""
    return policy.get("clipboard") is True or not kept_close(policy, path)
