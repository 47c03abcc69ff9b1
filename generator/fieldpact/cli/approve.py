"""`fieldpact approve SPEC`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE
from fieldpact.cli.output import SPEC
from fieldpact.cli.signing import AS, begin, day, opened, tell, telling


@click.command("approve")
@SPEC
@AS
@GOVERNANCE
def command(spec: Path, who: str | None, governance_folder: Path | None) -> None:
    """Sign the newest submission of SPEC as a reviewer. `fieldpact review` shows what is being signed.

    Everything is made and checked anew first. Who submitted it, or is named in its pact, can't approve it. A build
    server's key (FIELDPACT_KEY) signs green changes only, and only if they are green by its own reckoning.

    Exit status: 0 signed, 1 it can't be approved as it is or by you, 2 the spec, the key or the root can't be used.
    """
    from fieldpact.review.actions import approve

    with telling():
        path, reading, root = begin(spec, governance_folder)
        tell(approve(path, reading, root, opened(who), day()), root)
