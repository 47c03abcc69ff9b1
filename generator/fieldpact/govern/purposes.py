"""Why personal data may be collected: basis, retention and words live here, so that authors name a purpose only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, read_it_file


class Purpose(ItModel):
    """One purpose that IT has agreed with whoever answers for privacy."""

    basis: Literal["consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"]
    """Lawful basis, GDPR article 6(1)(a) to (f)."""
    retention_days: int = Field(ge=1)
    """Days that data is kept, counted from the last change of the record."""
    text: dict[str, str] = Field(min_length=1)
    """What people are told, by language."""


class PurposesFile(ItModel):
    """All purposes by id."""

    purposes: dict[str, Purpose]


def load_purposes(path: Path) -> tuple[Mapping[str, Purpose], list[Finding]]:
    """The purposes, or none with the reasons."""
    content, _, findings = read_it_file(path, PurposesFile)
    return (content.purposes if content else {}), findings
