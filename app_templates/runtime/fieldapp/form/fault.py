"""What stands in the way of saving one field: a kind for programs, a message for the person."""

from __future__ import annotations

from typing import Final, Literal, get_args

from fieldapp.unchanging import unchanging

Kind = Literal["unreadable", "failed", "required", "not_allowed", "min", "max", "not_an_option", "max_length"]
"""Stable names: the tests in a spec expect faults by them."""
KINDS: Final[tuple[str, ...]] = get_args(Kind)


@unchanging
class Fault:
    """`message` is in the language of the person."""

    kind: Kind
    message: str
