"""What becomes of each switch of the policy on each platform: platforms.yaml, which says no more than what is so."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from fieldpact.findings import Finding
from fieldpact.govern.files import ItModel, it_finding, read_it_file

State = Literal["tested", "device_management", "hub", "not_enforced", "not_tried"]

STATES: Mapping[str, str] = {
    "tested": "enforced and tested",
    "device_management": "left to device management",
    "hub": "enforced by the hub",
    "not_enforced": "not enforced",
    "not_tried": "not tried",
}
"""Each state, in words."""


class SwitchOnPlatforms(ItModel):
    """One switch."""

    how: str
    """What the app does about it, in a sentence."""
    on: dict[str, State]
    """State by platform."""
    tests: tuple[str, ...] = ()
    """Tests that show the app refusing: file::name."""


class PlatformsFile(ItModel):
    """platforms.yaml."""

    platforms: tuple[str, ...] = Field(min_length=1)
    switches: dict[str, SwitchOnPlatforms]


def load_platforms(path: Path, switches: Mapping[str, Any]) -> tuple[Mapping[str, SwitchOnPlatforms], list[Finding]]:
    """The table by switch. A switch or platform left out is a finding: silence would look like a yes."""
    content, document, findings = read_it_file(path, PlatformsFile)
    if content is None:
        return {}, findings
    for name in switches.keys() - content.switches.keys():
        findings.append(it_finding(document, ("switches",), "platforms", f"nothing is said about the switch {name}"))
    for name, row in content.switches.items():
        at = ("switches", name)
        if name not in switches:
            findings.append(it_finding(document, at, "platforms", f"{name} is no switch of the policy"))
        if missing := [each for each in content.platforms if each not in row.on]:
            say = f"nothing is said about {name} on {', '.join(missing)}"
            findings.append(it_finding(document, (*at, "on"), "platforms", say))
        if unknown := [each for each in row.on if each not in content.platforms]:
            say = f"{', '.join(unknown)} isn't among the platforms"
            findings.append(it_finding(document, (*at, "on"), "platforms", say))
        if "tested" in row.on.values() and not row.tests:
            say = f"{name} is said to be tested, and no test is named"
            findings.append(it_finding(document, at, "platforms", say))
    return content.switches, findings


def platform_rows(table: Mapping[str, SwitchOnPlatforms]) -> list[dict[str, Any]]:
    """The rows that rules see."""
    return [
        {"switch": name, "platform": platform, "state": state, "enforced": state in ("tested", "hub")}
        for name, row in table.items()
        for platform, state in row.on.items()
    ]
