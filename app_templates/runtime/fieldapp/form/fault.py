"""What stands in the way of saving one field: a kind for programs, a message for the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Kind = Literal["unreadable", "failed", "required", "not_allowed", "min", "max", "not_an_option", "max_length"]
"""Stable names: the tests in a spec expect faults by them."""
KINDS: Final[tuple[str, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Fault:
    """`message` is in the language of the person."""

    kind: Kind
    message: str
