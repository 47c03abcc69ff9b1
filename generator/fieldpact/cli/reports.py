"""Findings of several specs for the programs of an organisation: code scanning and annotations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fieldpact.govern import Governance
    from fieldpact.pipeline import Reading


def print_report(format_: str, paths: Sequence[Path], readings: Sequence[Reading], sets: Sequence[Governance]) -> None:
    """SARIF as one document, or GitHub's workflow commands."""
    from fieldpact.report.bases import Bases

    bases = Bases(top_of(paths), tuple(dict.fromkeys(each.folder for each in sets)))
    if format_ == "github":
        from fieldpact.report.github import render_github

        findings = list(dict.fromkeys(finding for reading in readings for finding in reading.findings))
        click.echo(render_github(findings, lambda file: bases.below(file)[0]), nl=False)
        return
    from fieldpact.report.sarif import Checked, render_sarif

    checked = [
        Checked(str(path), _named(reading, str(path)), reading.findings, reading.app, reading.usable)
        for path, reading in zip(paths, readings, strict=True)
    ]
    rules = {name: rule for each in reversed(sets) for name, rule in each.rules.items()}
    click.echo(render_sarif(checked, rules, bases), nl=False)


def top_of(paths: Sequence[Path]) -> Path:
    """The top of the repository that holds all of them; without one the folder that the command runs in, if that holds
    them, or else the nearest that does."""
    from fieldpact.report.bases import absolute

    shared = Path(os.path.commonpath([absolute(path).parent for path in paths]))
    for folder in (shared, *shared.parents):
        if (folder / ".git").exists():
            return folder
    here = absolute(Path())
    return here if shared.is_relative_to(here) else shared


def _named(reading: Reading, file: str) -> str:
    """The app's id, of a spec with errors too if it can be read there; else the file's name."""
    from fieldpact.source.nodes import Scalar

    node = reading.document.find(("app", "id"))
    return node.text if isinstance(node, Scalar) else Path(file).name
