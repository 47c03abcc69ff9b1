"""What the signing commands share: their options, how they begin, and how they tell where a submission stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldpact.cli import governance_option
from fieldpact.cli.output import print_findings, spec_path

if TYPE_CHECKING:
    from fieldpact.pipeline import Reading
    from fieldpact.review.keys import Key
    from fieldpact.review.root import Root
    from fieldpact.review.standing import Standing

AS = click.option("--as", "who", metavar="ADDRESS", help="Whose key of this machine signs, where there are several.")
BECAUSE = click.option("--because", required=True, metavar="TEXT", help="Why, in words for the author.")


def day() -> dt.date:
    """The day on this machine."""
    return governance_option.today()


@contextmanager
def telling() -> Iterator[None]:
    """A refusal is told as findings and ends the command: 1 where something has to change, 2 for what is unusable."""
    from fieldpact.review.refusal import Refused

    try:
        yield
    except Refused as refusal:
        print_findings(refusal.findings, {})
        raise SystemExit(2 if refusal.unusable else 1) from None


def begin(spec: Path, governance_folder: Path | None) -> tuple[Path, Reading, Root]:
    """The spec as it is, read once, and whom this machine believes. A spec that can't be used ends the command."""
    from fieldpact.pipeline import check
    from fieldpact.review.root import root_for

    path = spec_path(spec)
    reading = check(path, governance_option.governance_of(path, governance_folder), day())
    if reading.app is None:
        print_findings(reading.findings, reading.sources)
        raise SystemExit(1 if reading.usable else 2)
    return path, reading, root_for(path, day())


def opened(who: str | None) -> Key:
    """The key to sign with; its passphrase is asked for without showing it."""
    from fieldpact.review.keys import open_key

    return open_key(who, lambda person: str(click.prompt(f"Passphrase of {person}", hide_input=True, err=True)))


def tell(standing: Standing, root: Root) -> None:
    """Where a submission stands, and what happens next."""
    from fieldpact.review.lane.lines import lane_lines

    submission = standing.submission
    if submission is None:
        print_findings(standing.missing, {})
        return
    said = submission.statement
    click.echo(f"{said.app} {said.version}, submission {said.number:04} by {said.by}")
    click.echo(f"Lane: {standing.lane}, which needs {_people(standing, root)}.")
    for line in lane_lines(standing.verdict):
        click.echo(line)
    if standing.people:
        click.echo(f"Approved by {', '.join(standing.people)}.")
    for sample in standing.drawn:
        late = "overdue since" if sample.overdue(day()) else "by"
        click.echo(f"Drawn for a look: the green release {sample.number:04} ({sample.version}), {late} {sample.due}.")
        folder = f"approvals/{sample.number:04}"
        click.echo(f"  Next: a reviewer reads {folder} and says: fieldpact look SPEC --fine | --wrong.")
    for note in standing.notes:
        click.echo(f"Doesn't count: {note}")
    if not standing.missing:
        click.echo(f"It may be released until {standing.expires}: fieldpact build SPEC --release -o DIR")
        return
    for finding in standing.missing:
        click.echo(f"Missing: {finding.message}." + (f"\n  Next: {finding.hint}." if finding.hint else ""))


def _people(standing: Standing, root: Root) -> str:
    needed = root.thresholds[standing.lane]
    if standing.lane == "green" and needed == 0:
        return "the signature of the build server" if root.automatic else "one person"
    return "one person" if needed == 1 else f"{needed} people"
