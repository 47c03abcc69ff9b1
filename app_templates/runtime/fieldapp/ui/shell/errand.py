"""What a form was left for a moment for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from fieldapp.unchanging import unchanging


@unchanging
class Errand:
    """Which form waits: its table, the record that it edits and its draft, each empty where it has none.

    `path` is the link that will point to what is made, `was` what it pointed to; `lines/+/product` is the link of a
    row that isn't there yet.
    """

    table: str
    record: str
    draft: str
    path: str
    was: str = ""

    @classmethod
    def of(cls, doc: Mapping[str, Any]) -> Errand | None:
        """The errand that a draft was begun on."""
        kept = doc.get("errand")
        return cls(**kept) if kept else None

    def doc(self) -> dict[str, str]:
        return asdict(self)
