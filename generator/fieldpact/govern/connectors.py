"""The systems that IT knows: addresses, region and agreement live here, so that an author names a connector only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from fieldapp.policy.hosts import allowed
from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, it_finding, read_it_file


class KnownConnector(ItModel):
    """One system. Business and non-business ones don't meet in one app; a blocked one is in none."""

    title: str
    """What it is called."""
    group: Literal["business", "non_business", "blocked"]
    hosts: tuple[str, ...] = ()
    """Its host names, each in full; name:port where it isn't 443."""
    clearance: Literal["public", "internal", "confidential", "personal", "restricted"] = "public"
    """The highest class of data that may go there."""
    region: str | None = None
    """Where data is kept there: a country's two letters, or EU."""
    processor_agreement: str | None = None
    """The agreement's number."""
    pins: tuple[str, ...] = ()
    """Digests of the keys that its certificate may have, such as sha256/…; none means any that the phone trusts."""

    @model_validator(mode="after")
    def _has_a_host(self) -> KnownConnector:
        if self.group != "blocked" and not self.hosts:
            raise ValueError("a connector that may be used has hosts")
        return self


class ConnectorsFile(ItModel):
    """All connectors by id."""

    connectors: dict[str, KnownConnector] = Field(default_factory=dict)


def load_connectors(path: Path) -> tuple[Mapping[str, KnownConnector], list[Finding]]:
    """The connectors, or none with the reasons. A set without the file knows none."""
    if not path.is_file():
        return {}, []
    content, document, findings = read_it_file(path, ConnectorsFile)
    known = content.connectors if content else {}
    for name, connector in known.items():
        for index, host in enumerate(connector.hosts):
            if not allowed(f"https://{host}", [host]):
                say = f"{host!r} is not a host name"
                hint = "write it in full and in plain letters, such as crm.example.com, without https:// and without *"
                at = ("connectors", name, "hosts", index)
                findings.append(it_finding(document, at, "governance-file", say, hint=hint))
    return known, findings


def hosts_of(known: Mapping[str, KnownConnector]) -> frozenset[str]:
    """Every host of a connector that may be used."""
    return frozenset(host for one in known.values() if one.group != "blocked" for host in one.hosts)
