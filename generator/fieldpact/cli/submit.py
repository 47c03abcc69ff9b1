"""`fieldpact submit SPEC`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE
from fieldpact.cli.output import SPEC
from fieldpact.cli.signing import AS, begin, day, opened, tell, telling


@click.command("submit")
@SPEC
@AS
@GOVERNANCE
def command(spec: Path, who: str | None, governance_folder: Path | None) -> None:
    """Sign SPEC as it is now, as its author, for others to approve. The signature goes into approvals/ beside it.

    Exit status: 0 submitted, 1 something stops it, 2 the spec, the key or the trust root can't be used.
    """
    from fieldpact.review.actions import submit

    with telling():
        path, reading, root = begin(spec, governance_folder)
        tell(submit(path, reading, root, opened(who), day()), root)
