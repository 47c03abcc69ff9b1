"""The option that says which of IT's sets counts, and the day that commands go by."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from fieldpact.govern import Governance

GOVERNANCE = click.option(
    "--governance",
    "governance_folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="IT's set. Else that of FIELDPACT_GOVERNANCE, else a folder governance/ beside the spec or above it, "
    "else the one that comes with fieldpact.",
)


def governance_of(spec: Path | None, given: Path | None) -> Governance:
    """The set that counts for a spec, or for a command without one. A folder that isn't a set ends the command."""
    from fieldpact.govern import governance_for

    if given is not None and not given.is_dir():
        raise click.UsageError(f"there is no folder {given}; --governance takes the folder of a governance.yaml")
    return governance_for(spec, given)


def today() -> dt.date:
    """The day on this machine: whether a waiver still holds depends on it."""
    return dt.date.today()
