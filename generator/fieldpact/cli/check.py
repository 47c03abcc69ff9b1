"""`fieldpact check SPEC...`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE, governances_of, judged_by, today
from fieldpact.cli.output import print_findings, seldom_collecting, spec_path
from fieldpact.findings import Severity, closes_gate


@click.command("check")
@click.argument("specs", metavar="SPEC...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print findings.")
@click.option(
    "--gate",
    type=click.Choice([severity.value for severity in Severity]),
    default="error",
    help="The mildest finding that makes the command fail.",
)
@click.option("--why", is_flag=True, help="Say of each rule's finding which values made it fire.")
@GOVERNANCE
def command(specs: tuple[Path, ...], format_: str, gate: str, why: bool, governance_folder: Path | None) -> None:
    """Say what is wrong with each SPEC, all at once, and how to mend it.

    Exit status: 0 clean, 1 findings at the gate, 2 a file can't be read as a spec at all.
    """
    with seldom_collecting():
        from fieldpact.pipeline import check
        from fieldpact.report.text import shown

        paths = [spec_path(spec) for spec in specs]
        sets = governances_of(paths, governance_folder)
        readings = [check(path, governance, today()) for path, governance in zip(paths, sets, strict=True)]
    findings = [finding for reading in readings for finding in reading.findings]
    sources = {name: source for reading in readings for name, source in reading.sources.items()}
    print_findings(findings, sources, format_, why)
    if format_ == "text":
        told = [judged_by(governance, reading.profile) for governance, reading in zip(sets, readings, strict=True)]
        click.echo("".join(f"{shown(line)}\n" for line in dict.fromkeys(told) if line), nl=False)
    if not all(reading.usable for reading in readings):
        raise SystemExit(2)
    raise SystemExit(1 if closes_gate(findings, Severity(gate)) else 0)
