"""`fieldpact check SPEC`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.output import SPEC, closes_gate, print_findings, spec_path
from fieldpact.findings import Severity


@click.command("check")
@SPEC
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option(
    "--gate",
    type=click.Choice([severity.value for severity in Severity]),
    default="error",
    help="The mildest finding that makes the command fail.",
)
def command(spec: Path, format_: str, gate: str) -> None:
    """Say what is wrong with SPEC, all at once, and how to mend it.

    Exit status: 0 clean, 1 findings at the gate, 2 the file can't be read as a spec at all.
    """
    from fieldpact.pipeline import check

    reading = check(spec_path(spec))
    print_findings(reading.findings, reading.sources, format_)
    if not reading.usable:
        raise SystemExit(2)
    raise SystemExit(1 if closes_gate(reading.findings, Severity(gate)) else 0)
