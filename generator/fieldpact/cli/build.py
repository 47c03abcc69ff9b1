"""`fieldpact build SPEC -o DIR`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of
from fieldpact.cli.output import SPEC, print_findings, spec_path
from fieldpact.cli.signing import day, telling

if TYPE_CHECKING:
    from fieldpact.pipeline import Reading
    from fieldpact.project.write import Render


@click.command("build")
@SPEC
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="The app's folder.")
@click.option("--discard-edits", is_flag=True, help="Overwrite files of the tool that were edited by hand.")
@click.option("--release", is_flag=True, help="An approved release; says what is missing if it isn't one.")
@GOVERNANCE
def command(spec: Path, output: Path, discard_edits: bool, release: bool, governance_folder: Path | None) -> None:
    """Make the app of SPEC in a folder, as a draft. A second build writes nothing; src/custom/ is yours.

    What IT's rules find is shown and doesn't stop a draft; it stops a release.
    Exit status: 0 built or up to date, 1 the spec or the folder has findings that stop it, 2 they can't be used.
    """
    from fieldpact.pipeline import check, render_files
    from fieldpact.project.lock import Busy
    from fieldpact.project.write import update

    path = spec_path(spec)
    reading = check(path, governance_of(path, governance_folder), day())
    if reading.findings:
        print_findings(reading.findings, reading.sources)
    if not reading.usable:
        raise SystemExit(2)
    if reading.app is None:
        raise SystemExit(1)
    app = reading.app
    # Absolute, since . and .. have no name of their own to stage beside.
    target = output.resolve() if output.name in ("", "..") else output.absolute()
    try:
        with telling():
            made = _release(path, reading) if release else partial(render_files, reading, app)
            plan = update(target, made, discard_edits)
    except Busy:
        click.echo(f"another build is writing {output}; try again when it is done", err=True)
        raise SystemExit(2) from None
    except OSError as problem:
        click.echo(f"{output} can't be written: {problem.strerror or problem}; it is as it was", err=True)
        raise SystemExit(2) from None
    if plan.findings:
        print_findings(plan.findings, {})
        raise SystemExit(1)
    if plan.empty:
        click.echo(f"{output} is up to date: {plan.files} files, nothing written")
        return
    removed = f", {len(plan.remove)} removed" if plan.remove else ""
    click.echo(f"{output}: {len(plan.write)} of {plan.files} files written{removed}")
    click.echo(f"Run it: python {output / 'src' / 'main.py'}")


def _release(path: Path, reading: Reading) -> Render:
    """The files of the approved release; without its approval this ends in what is missing."""
    from fieldpact.review.built import approved_files
    from fieldpact.review.root import root_for

    return approved_files(path, reading, root_for(path, day()), day())
