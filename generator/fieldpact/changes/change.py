"""One change, for one of those whom it concerns."""

from __future__ import annotations

from typing import Literal

from fieldapp.unchanging import unchanging

Audience = Literal["reps", "data", "it"]
AUDIENCES: dict[Audience, str] = {"reps": "For reps", "data": "For the data", "it": "For IT"}
"""Whom a change may concern, in the order they are told, with the heading of their part."""


@unchanging
class Change:
    """`kind` is a word for programs, such as `field-added`; `path` is the part of the app; `say` is a sentence."""

    audience: Audience
    kind: str
    path: str
    say: str
