"""How this part says that something can't be done: in findings, as every stage does."""

from __future__ import annotations

from collections.abc import Iterable

from fieldpact.findings import Finding


class Refused(Exception):
    """Nothing was done; `findings` say why and what to do. `unusable` where what was given can't be used at all."""

    def __init__(self, findings: Iterable[Finding], unusable: bool = False) -> None:
        self.findings = list(findings)
        self.unusable = unusable
        super().__init__("; ".join(finding.message for finding in self.findings))


def refused(code: str, message: str, hint: str = "", unusable: bool = False) -> Refused:
    """A refusal of one finding."""
    return Refused([Finding(code, message, hint=hint)], unusable)


def person_named(address: str) -> str:
    """An address as it is compared: people write capitals as they like."""
    return address.strip().casefold()
