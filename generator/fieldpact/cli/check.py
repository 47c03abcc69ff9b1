"""`fieldpact check SPEC...`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from fieldpact.cli.governance_option import GOVERNANCE, governances_of, judged_by, today
from fieldpact.cli.many import Told, tell_all
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
        from fieldpact.report.text import shown

        paths = [spec_path(spec) for spec in specs]
        sets = governances_of(paths, governance_folder)
        if format_ in ("sarif", "github"):
            from fieldpact.cli.reports import print_report
            from fieldpact.pipeline import check

            readings = [check(path, governance, today()) for path, governance in zip(paths, sets, strict=True)]
            print_report(format_, paths, readings, sets)
            _end(readings, gate)
        told = tell_all(paths, sets, today(), with_lane=format_ == "text")
    findings = [finding for each in told for finding in each.findings]
    sources = {name: source for each in told for name, source in each.sources.items()}
    print_findings(findings, sources, format_, why)
    if format_ == "text":
        judged = [judged_by(governance, each.profile) for governance, each in zip(sets, told, strict=True)]
        click.echo("".join(f"{shown(line)}\n" for line in dict.fromkeys(judged) if line), nl=False)
        click.echo("".join(f"{line}\n" for each in told for line in each.lane), nl=False)
    _end(told, gate)


def _end(told: Sequence[Told | Reading], gate: str) -> NoReturn:
    if not all(each.usable for each in told):
        raise SystemExit(2)
    findings = (finding for each in told for finding in each.findings)
    raise SystemExit(1 if closes_gate(findings, Severity(gate)) else 0)
