"""`fieldpact verify SPEC | DIR`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE
from fieldpact.cli.output import print_findings
from fieldpact.cli.signing import begin, day, tell, telling


@click.command("verify")
@click.argument("place", metavar="SPEC|DIR", type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="The spec of DIR, beside its approvals/.")
@GOVERNANCE
def command(place: Path, spec: Path | None, governance_folder: Path | None) -> None:
    """Say whether SPEC may be released, or whether the built app in DIR is byte for byte what was approved.

    Whom to believe comes from FIELDPACT_ROOT or from this machine (fieldpact keys trust), never from the project. A
    release that nobody looked at, since it was green, is confirmed with --spec: its lane is worked out anew.

    Exit status: 0 it holds, 1 it doesn't, 2 it can't be looked at.
    """
    from fieldpact.review.actions import look
    from fieldpact.review.built import is_built, verify_app
    from fieldpact.review.root import root_for

    with telling():
        if not is_built(place):
            path, reading, root = begin(place, governance_folder)
            standing = look(path, reading, root, day())
            tell(standing, root)
            raise SystemExit(1 if standing.missing else 0)
        recomputed = None
        if spec is not None:
            path, reading, root = begin(spec, governance_folder)
            recomputed = look(path, reading, root, day())
        root = root_for(place, day())
        try:
            found = verify_app(place, root, day(), recomputed)
        except OSError as problem:
            click.echo(f"{place} can't be read: {problem.strerror or problem}", err=True)
            raise SystemExit(2) from None
        if found.wrong:
            print_findings(found.wrong, {})
            raise SystemExit(1)
        assert found.statement is not None
        by = ", ".join(found.people) or "its lane: it is green"
        click.echo(f"{place} is {found.statement.app} {found.statement.version} as approved by {by}")
