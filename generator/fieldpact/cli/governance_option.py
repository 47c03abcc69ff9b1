"""The option that says which of IT's sets counts, and the day that commands go by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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


def governances_of(specs: Sequence[Path], given: Path | None) -> list[Governance]:
    """The set of each spec; one that several share is read once."""
    from fieldpact.govern.layers import set_folder

    folders = [set_folder(spec, given) for spec in specs]
    sets = {folder: governance_of(spec, given) for folder, spec in dict(zip(folders, specs, strict=True)).items()}
    return [sets[folder] for folder in folders]


def judged_by(governance: Governance, profile: str | None) -> str:
    """Which set and profile a spec was judged by, for people; empty for the shipped set, which everybody has."""
    if governance.layers is None or governance.layers.document is None:
        return ""
    name, where = governance.layers.file.name, f"{governance.folder}, digest {governance.digest[:12]}"
    return f"judged by the set of {name} ({where})" + (f", profile {profile}" if profile else "")


def today() -> dt.date:
    """The day on this machine: whether a waiver still holds depends on it."""
    return dt.date.today()
