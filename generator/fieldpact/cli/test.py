"""`fieldpact test SPEC`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fieldpact.cli.output import SPEC, print_findings, spec_path


@click.command("test")
@SPEC
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print it.")
def command(spec: Path, format_: str) -> None:
    """Try out the tests of SPEC, and name the fields, options, checks and branches that none of them has reached.

    Exit status: 0 all pass, 1 some fail, 2 the spec has errors, so that nothing can be tried.
    """
    from fieldpact.pipeline import read_model, run_tests
    from fieldpact.report.trial import render_trial_json, render_trial_text

    reading = read_model(spec_path(spec))
    if reading.app is None:
        print_findings(reading.findings, reading.sources, format_)
        raise SystemExit(2)
    trial = run_tests(reading, reading.app)
    if format_ == "json":
        click.echo(render_trial_json(trial, reading.document), nl=False)
    else:
        click.echo(render_trial_text(trial, reading.document, sys.stdout.isatty()), nl=False)
    raise SystemExit(0 if trial.passed else 1)
