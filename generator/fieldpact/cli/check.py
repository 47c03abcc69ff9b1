"""`fieldpact check SPEC...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli.governance_option import GOVERNANCE, governances_of, judged_by, today
from fieldpact.cli.output import SPECS, print_findings, seldom_collecting, spec_path
from fieldpact.findings import Severity, closes_gate

if TYPE_CHECKING:
    from fieldpact.pipeline import Reading


@click.command("check")
@SPECS
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    help="How to print findings: for people, for programs, for code scanning (SARIF 2.1.0), or as annotations of "
    "GitHub's workflows.",
)
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

    Beside an `approvals/` folder it also says which lane the change since the last approval is in, and why.
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
    if format_ in ("sarif", "github"):
        from fieldpact.cli.reports import print_report

        print_report(format_, paths, readings, sets)
    else:
        print_findings(findings, sources, format_, why)
    if format_ == "text":
        told = [judged_by(governance, reading.profile) for governance, reading in zip(sets, readings, strict=True)]
        click.echo("".join(f"{shown(line)}\n" for line in dict.fromkeys(told) if line), nl=False)
        for path, reading in zip(paths, readings, strict=True):
            _tell_lane(path, reading)
    if not all(reading.usable for reading in readings):
        raise SystemExit(2)
    raise SystemExit(1 if closes_gate(findings, Severity(gate)) else 0)


def _tell_lane(path: Path, reading: Reading) -> None:
    """What the change costs in process, where a version of the app was submitted before."""
    if reading.app is None or not (path.parent / "approvals").is_dir():
        return
    from fieldpact.review.lane.lines import lane_lines
    from fieldpact.review.packet.approved import approved_before

    approved, missing = approved_before(path, reading, today())
    if approved is None:
        click.echo(missing or "Lane: amber at least, since nobody has approved a version of this app yet")
        return
    click.echo(f"Lane: {approved.verdict.lane}, {approved.verdict.process}, compared with {approved.named}")
    for line in lane_lines(approved.verdict):
        click.echo(line)
