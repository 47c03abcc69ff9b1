"""`fieldpact revoke SPEC --because TEXT`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE
from fieldpact.cli.output import SPEC
from fieldpact.cli.signing import AS, BECAUSE, begin, day, opened, telling


@click.command("revoke")
@SPEC
@BECAUSE
@AS
@GOVERNANCE
def command(spec: Path, because: str, who: str | None, governance_folder: Path | None) -> None:
    """Take back an approval of SPEC, for good: this submission can never be approved again.

    Exit status: 0 signed, 1 there is nothing that you could say no to, 2 the spec, the key or the root can't be used.
    """
    from fieldpact.review.actions import decline

    with telling():
        path, reading, root = begin(spec, governance_folder)
        submission = decline("revoked", path, reading, root, opened(who), day(), because)
        click.echo(f"Submission {submission.number:04} is revoked: {because.strip()}")
        click.echo("To make it final wherever a copy of it lies, IT adds this to `revoked` in its trust root:")
        click.echo(f"  {submission.record.digest}")
