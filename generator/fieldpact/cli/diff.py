"""`fieldpact diff OLD NEW`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of, today
from fieldpact.cli.output import print_findings, spec_path

_BUILT = Path("spec") / "spec.yaml"
"""Where a generated app keeps the spec that it was made from."""


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print changes.")
@GOVERNANCE
def command(old: Path, new: Path, format_: str, governance_folder: Path | None) -> None:
    """Say in plain words what changes from OLD to NEW: for reps, for the data on their phones, and for IT.

    Each is a spec, a folder with one, or the folder of a generated app.
    Exit status: 0 compared, 1 a spec has errors, 2 a file can't be read as a spec at all.
    """
    from fieldpact.changes import Side, difference
    from fieldpact.pipeline import Reading, check
    from fieldpact.report.changes import render_changes_json, render_changes_text

    def side(given: Path) -> tuple[Reading, Side]:
        path = spec_path(given / _BUILT if (given / _BUILT).is_file() else given)
        reading = check(path, governance_of(path, governance_folder), today())
        if reading.app is None:
            print_findings(reading.findings, reading.sources)
            raise SystemExit(1 if reading.usable else 2)
        return reading, Side(reading.app, reading.reference, reading.findings, reading.governance)

    (_, before), (_, after) = side(old), side(new)
    changes = difference(before, after)
    if format_ == "json":
        click.echo(render_changes_json(changes), nl=False)
        return
    versions = f"{before.app.version} → {after.app.version}"
    click.echo(render_changes_text(f"{after.app.name.first()} {versions}", changes, sys.stdout.isatty()), nl=False)
