"""Everything that a packet is made from, read before: no part of a packet looks at a disk or a clock."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from fieldapp.unchanging import unchanging
from fieldpact.changes import Side
from fieldpact.findings import Finding, Span
from fieldpact.govern import policy
from fieldpact.govern.facts import Facts, facts_of
from fieldpact.govern.governance import Governance
from fieldpact.model.app import App
from fieldpact.review.packet.pictures import Pictures

if TYPE_CHECKING:
    from fieldpact.review.lane.verdict import LaneVerdict


@unchanging
class Before:
    """The app that this one is compared with. `named` says which it is: a version, and who approved it."""

    side: Side
    named: str
    hooks: Mapping[str, bytes] = field(default_factory=dict)


@unchanging
class Material:
    """`rendered` are the files of the app as a release holds them, by path; `folder` is where the spec lies."""

    side: Side
    governance: Governance
    profile: str
    policy: Mapping[str, Any]
    facts: Facts
    rendered: Mapping[str, bytes]
    today: dt.date
    version: str
    folder: str = ""
    hooks: Mapping[str, bytes] = field(default_factory=dict)
    before: Before | None = None
    verdict: LaneVerdict | None = None
    pictures: Pictures = field(default_factory=Pictures)

    @property
    def app(self) -> App:
        return self.side.app

    @property
    def findings(self) -> Sequence[Finding]:
        return self.side.findings

    @property
    def project(self) -> Mapping[str, Any]:
        """The app's pyproject.toml as it is built."""
        return tomllib.loads(self.rendered["pyproject.toml"].decode())

    def place(self, span: Span | None) -> str:
        """File, line and column, the file as it is called beside the spec."""
        if span is None:
            return ""
        file = PurePath(span.file)
        inside = file.relative_to(self.folder) if self.folder and file.is_relative_to(self.folder) else file
        return f"{inside.as_posix()}:{span.line}:{span.col}"


def material_of(
    side: Side,
    governance: Governance,
    profile: str,
    rendered: Mapping[str, bytes],
    today: dt.date,
    version: str,
    **rest: Any,
) -> Material:
    """The material with what governance makes of the app worked out once."""
    lexicon, _ = governance.lexicon(side.app.languages)
    facts = facts_of(side.app, lexicon, governance.purposes, governance.connectors, rest.get("hooks"))
    given = policy(side.app, profile, governance)
    return Material(side, governance, profile, given, facts, rendered, today, version, **rest)
