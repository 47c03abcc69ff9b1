"""`fieldpact look SPEC --fine | --wrong --because TEXT`."""

from __future__ import annotations

from pathlib import Path

import click

from fieldpact.cli.governance_option import GOVERNANCE
from fieldpact.cli.output import SPEC
from fieldpact.cli.signing import AS, begin, day, opened, telling


@click.command("look")
@SPEC
@click.option("--fine", "verdict", flag_value="fine", help="It was rightly green.")
@click.option("--wrong", "verdict", flag_value="wrong", help="It should have waited for a person.")
@click.option("--number", type=int, metavar="N", help="Which submission; else the one that waits longest.")
@click.option("--because", default="", metavar="TEXT", help="Why, in words for the author; --wrong needs it.")
@AS
@GOVERNANCE
def command(
    spec: Path, verdict: str | None, number: int | None, because: str, who: str | None, governance_folder: Path | None
) -> None:
    """Sign, as a reviewer, what you found of a green release of SPEC that was drawn for a look afterwards.

    What was released lies in approvals/ under its number. A release that is found wrong needs a person from then on,
    and so does every change until a person has approved one. The rate of wrong ones tells IT how good green is.

    Exit status: 0 signed, 1 there is nothing that you could look at, 2 the spec, the key or the root can't be used.
    """
    from fieldpact.review.actions import look_afterwards

    if verdict is None:
        raise click.UsageError("say what you found: --fine or --wrong")
    with telling():
        path, reading, root = begin(spec, governance_folder)
        wrong = verdict == "wrong"
        sample = look_afterwards(path, reading, root, opened(who), day(), number, wrong, because)
        click.echo(f"The green release {sample.number:04} ({sample.version}) is {verdict}.")
