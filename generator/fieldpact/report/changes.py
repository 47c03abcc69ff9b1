"""Changes for people at a terminal, and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

import click

from fieldpact.changes import AUDIENCES, Change
from fieldpact.report.text import shown

VERSION = 1


def render_changes_text(title: str, changes: Sequence[Change], colour: bool) -> str:
    """A part for everybody whom a change may concern, the empty ones said too: silence would not be an answer."""
    lines = [click.style(shown(title), bold=True) if colour else shown(title)]
    for audience, heading in AUDIENCES.items():
        told = [change for change in changes if change.audience == audience]
        lines += ["", click.style(heading, bold=True) if colour else heading]
        lines += [f"  - {shown(change.say)}" for change in told] or ["  nothing changes"]
    return "\n".join(lines) + "\n"


def render_changes_json(changes: Sequence[Change]) -> str:
    """{"version": 1, "changes": [{"audience", "kind", "path", "say"}]}, with a final newline."""
    return json.dumps({"version": VERSION, "changes": [asdict(change) for change in changes]}, indent=2) + "\n"
