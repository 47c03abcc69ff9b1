"""IT's sets for people at a terminal and for programs: differences, what an app gets, what a set holds.

The JSON of differences has a shape that only grows:

    {"version": 1, "changes": [{"way": looser|stricter|new|gone|different, "about", "name", "say"}]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

import click

from fieldpact.govern.comparison import WAYS, SetChange
from fieldpact.govern.merged import From, Merged, Overview, WaiverTold
from fieldpact.report.text import shown

VERSION = 1


def render_set_changes_text(changes: Sequence[SetChange], colour: bool) -> str:
    """A part for each way that something changes, the gravest first."""
    if not changes:
        return "nothing changes\n"
    parts: list[str] = []
    for way, heading in WAYS.items():
        told = [f"  - {shown(change.say)}" for change in changes if change.way == way]
        if told:
            parts.append("\n".join([click.style(heading, bold=True) if colour else heading, *told]))
    return "\n\n".join(parts) + "\n"


def render_set_changes_json(changes: Sequence[SetChange]) -> str:
    """One JSON object, with a final newline."""
    return json.dumps({"version": VERSION, "changes": [asdict(change) for change in changes]}, indent=2) + "\n"


def render_merged(merged: Merged) -> str:
    """What an app gets, a line for each value with where it comes from."""
    over = " over ".join(reversed(merged.chain))
    said = f'by "{merged.pattern}" in governance.yaml' if merged.pattern else "as nothing else is said"
    lines = [f"{shown(merged.app)} gets profile {over}, {said}", "", "Policy"]
    lines += _table(merged.switches)
    lines += ["", f"Rules: {merged.counting} count", *_table(merged.rules)]
    lines += _waivers(merged.waivers)
    return "\n".join(lines) + "\n"


def render_overview(told: Overview) -> str:
    """What a set holds."""
    lines = [
        f"{shown(told.name)}, in {shown(told.folder)}" + (f", over the set of {told.base}" if told.base else ""),
        f"digest {told.digest}",
        "",
        f"{told.rules} rules; purposes: {', '.join(told.purposes) or 'none'}; "
        f"connectors: {', '.join(told.connectors) or 'none'}",
        "",
        "Profiles",
    ]
    lines += _columns(
        [(each.name, each.value, f"extends {each.origin}" if each.origin else "") for each in told.profiles]
    )
    lines += ["", "Apps", *_columns([(each.name, each.value) for each in told.apps])]
    lines += _waivers(told.waivers)
    return "\n".join(lines) + "\n"


def _table(values: Iterable[From]) -> list[str]:
    return _columns([(each.name, each.value, f"from {each.origin}", each.says) for each in values])


def _columns(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows with their cells below each other; the last cell takes what room it needs."""
    widths = [max((len(row[index]) for row in rows), default=0) for index in range(len(rows[0]) if rows else 0)]
    return [
        "  " + "  ".join(shown(cell).ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _waivers(waivers: Sequence[WaiverTold]) -> Iterator[str]:
    if not waivers:
        return
    yield from ("", "Waivers")
    for each in waivers:
        state = f"ends in {each.days_left} days" if each.days_left >= 0 else f"ended {-each.days_left} days ago"
        yield shown(f"  {each.id}: {each.rule} for {each.app} at {', '.join(each.places)}, {state} ({each.expires})")
        yield shown(f"    {each.reason} ({each.owner})")
