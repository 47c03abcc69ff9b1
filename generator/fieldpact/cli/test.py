"""`fieldpact test SPEC...`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldpact.cli.output import SPECS, print_findings, spec_path


@click.command("test")
@SPECS
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def command(specs: tuple[Path, ...], format_: str) -> None:
    """Try out the tests of SPEC, and name the fields, options, checks and branches that none of them has reached.

    Exit status: 0 all pass, 1 some fail, 2 a spec has errors, so that nothing can be tried.
    """
    if format_ == "json" and len(specs) > 1:
        raise click.UsageError("--format json takes one SPEC")
    statuses = []
    for spec in specs:
        if len(specs) > 1:
            click.secho(spec, bold=True)
        statuses.append(_try_out(spec_path(spec), format_))
    raise SystemExit(max(statuses))


def _try_out(path: Path, format_: str) -> int:
    """Runs the tests of one spec and returns the exit status for it."""
    from fieldpact.pipeline import read_model, run_tests
    from fieldpact.report.trial import render_trial_json, render_trial_text

    reading = read_model(path)
    if reading.app is None:
        print_findings(reading.findings, reading.sources, format_)
        return 2
    trial = run_tests(reading, reading.app)
    if format_ == "json":
        click.echo(render_trial_json(trial, reading.document), nl=False)
    else:
        click.echo(render_trial_text(trial, reading.document, sys.stdout.isatty()), nl=False)
    return 0 if trial.passed else 1
