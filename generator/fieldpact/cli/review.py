"""`fieldpact review SPEC`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli.governance_option import GOVERNANCE, governance_of, today
from fieldpact.cli.output import SPEC, print_findings, spec_path

if TYPE_CHECKING:
    from fieldpact.pipeline import Reading
    from fieldpact.review.packet import Pictures

_BUILT = Path("spec") / "spec.yaml"
"""Where a generated app keeps the spec that it was made from."""


@click.command("review")
@SPEC
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    help="The version to compare with: a spec, or a generated app. Else what a person approved last.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("review"), show_default=True,
              help="Folder for review.html and review.json.")  # fmt: skip
@click.option("--pictures/--no-pictures", default=True, help="Take a picture of every screen; needs a Chromium.")
@click.option("--summary", is_flag=True, help="Print a short summary in Markdown, for a pull request.")
@GOVERNANCE
def command(
    spec: Path, against: Path | None, output: Path, pictures: bool, summary: bool, governance_folder: Path | None
) -> None:
    """Write everything that IT asks about the app of SPEC as one page, and as JSON.

    The page needs no network and nothing beside it. A packet is written whatever the rules find: it says so at the top.
    Exit status: 0 written, 1 a spec has errors, 2 a file can't be read as a spec at all or nothing can be written.
    """
    from fieldpact.pipeline import check
    from fieldpact.review.packet import NotPossible, assemble, gather
    from fieldpact.review.packet.approved import approved_before
    from fieldpact.review.packet.gather import write
    from fieldpact.review.packet.summary import render_not_possible, render_summary

    path, day = spec_path(spec), today()
    governance = governance_of(path, governance_folder)
    readings = [check(path, governance, day)]
    if against is not None:
        older = spec_path(against / _BUILT if (against / _BUILT).is_file() else against)
        readings.append(check(older, governance, day))
    try:
        taken = _pictures(readings[0], pictures)
        approved, note = approved_before(path, readings[0], day) if against is None else (None, "")
        before = readings[1] if against is not None else None
        packet = assemble(gather(path, readings[0], day, before, taken, approved))
    except NotPossible as refusal:
        sources = {name: source for reading in readings for name, source in reading.sources.items()}
        if summary:
            click.echo(render_not_possible(str(path), refusal.findings), nl=False)
        else:
            print_findings(refusal.findings, sources)
        raise SystemExit(1 if refusal.usable else 2) from None
    try:
        page, data = write(packet, output)
    except OSError as problem:
        click.echo(f"{output} can't be written: {problem.strerror or problem}", err=True)
        raise SystemExit(2) from None
    if summary:
        click.echo(render_summary(packet), nl=False)
        return
    verdict = packet.verdict
    click.echo(f"{verdict.lane.upper()}: this version {verdict.process}")
    for why in verdict.reasons:
        where = f"{why.path}: " if why.path else ""
        click.echo(f"  - {where}{why.say}" + (f"; {why.price}" if why.price else ""))
    stops = f"{verdict.stops} stop a release" if verdict.stops else "none stops a release"
    click.echo(f"Findings: {len(packet.findings.found)}, {stops}, {verdict.waived} waived")
    if note:
        click.echo(note)
    if taken.missing:
        click.echo(taken.missing)
    click.echo(f"{page}\n{data}")


def _pictures(reading: Reading, wanted: bool) -> Pictures:
    from fieldpact.review.packet import Pictures

    if not wanted or reading.app is None:
        return Pictures()
    from fieldpact.preview.camera import take

    return take(reading, reading.app)
