"""`fieldpact build SPEC -o DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.output import SPEC, print_findings, spec_path


@click.command("build")
@SPEC
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The app's folder.")
@click.option("--discard-edits", is_flag=True, help="Overwrite files of the tool that were edited by hand.")
def command(spec: Path, output: Path, discard_edits: bool) -> None:
    """Make the app of SPEC in a folder, as a draft. A second build writes nothing; src/custom/ is yours.

    What IT's rules find is shown and doesn't stop a draft; it will stop a release.
    Exit status: 0 built or up to date, 1 the spec or the folder has findings that stop it, 2 they can't be used.
    """
    from fieldpact.pipeline import check, render_files
    from fieldpact.project.history import read_history
    from fieldpact.project.lock import Busy
    from fieldpact.project.plan import plan_build
    from fieldpact.project.write import mend, write_plan

    reading = check(spec_path(spec))
    if reading.findings:
        print_findings(reading.findings, reading.sources)
    if not reading.usable:
        raise SystemExit(2)
    if reading.app is None:
        raise SystemExit(1)
    try:
        mend(output)
        files = render_files(reading, reading.app, read_history(output))
        plan = plan_build(output, files, discard_edits)
        if plan.findings:
            print_findings(plan.findings, {})
            raise SystemExit(1)
        if plan.empty:
            click.echo(f"{output} is up to date: {len(files)} files, nothing written")
            return
        write_plan(output, plan)
    except Busy:
        click.echo(f"another build is writing {output}; try again when it is done", err=True)
        raise SystemExit(2) from None
    except OSError as problem:
        click.echo(f"{output} can't be written: {problem.strerror or problem}; it is as it was", err=True)
        raise SystemExit(2) from None
    removed = f", {len(plan.remove)} removed" if plan.remove else ""
    click.echo(f"{output}: {len(plan.write)} of {len(files)} files written{removed}")
    click.echo(f"Run it: python {output / 'src' / 'main.py'}")
