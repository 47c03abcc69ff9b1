"""The policy that IT gives this app, and what holds each switch on which platform."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field as dataclass_field
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.review.packet.blocks import Block, Cell, Code, Mark, Section, Table, Tone, words
from fieldpact.review.packet.material import Material

PLATFORMS = {"android": "Android", "ios": "iOS", "windows": "Windows", "macos": "macOS", "linux": "Linux", "web": "Web"}
_TONES: dict[str, Tone] = {"tested": "good", "not_enforced": "bad", "not_tried": "warn"}


@unchanging
class Switch:
    """`how` is what the app does about it, `holds` by platform the state of that, `tests` show it refusing."""

    name: str
    says: str
    value: Any
    how: str = ""
    holds: Mapping[str, str] = dataclass_field(default_factory=dict)
    tests: tuple[str, ...] = ()


@unchanging
class Policy:
    profile: str
    digest: str
    switches: tuple[Switch, ...]
    tables: Mapping[str, Any]

    def value(self, name: str) -> Any:
        """The value of a switch; None for one that the policy doesn't have."""
        return next((switch.value for switch in self.switches if switch.name == name), None)


def policy_of(material: Material) -> Policy:
    given = material.policy
    switches = tuple(_switch(material, name, file.says) for name, file in material.governance.switches.items())
    return Policy(material.profile, material.governance.digest, switches, given["tables"])


def _switch(material: Material, name: str, says: str) -> Switch:
    value, row = material.policy.get(name), material.governance.platforms.get(name)
    return Switch(name, says, value, row.how, dict(row.on), row.tests) if row else Switch(name, says, value)


def section(policy: Policy) -> Section:
    return Section("policy", "Policy on the device", f"profile {policy.profile}", list(_blocks(policy)))


def _blocks(policy: Policy) -> Iterator[Block]:
    yield words("What IT gives every app of this profile. An author can’t loosen it.")
    rows: list[list[Cell]] = [[[s.says, Code(s.name)], _shown(s.value), s.how or "–"] for s in policy.switches]
    yield Table("Switches of the policy", ["Switch", "Value", "What the app does"], rows)
    if any(switch.holds for switch in policy.switches):
        head = ["Switch", *PLATFORMS.values()]
        rows = [
            [Code(s.name), *(_holder(s.holds.get(platform, "")) for platform in PLATFORMS)] for s in policy.switches
        ]
        yield Table("What becomes of each switch, by platform", head, rows)
    else:
        yield words("IT’s set has no table that says what holds each switch on which platform.", tone="warn")
    rows = [[Code(name), str(each["class"]), str(each["retention_days"])] for name, each in policy.tables.items()]
    yield Table("Days that records may stay on the phone", ["Table", "Highest class", "Days"], rows)


def _holder(word: str) -> Cell:
    return Mark(word.replace("_", " "), _TONES.get(word, "quiet")) if word else Mark("not said", "bad")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return "not set" if value is None else str(value)
