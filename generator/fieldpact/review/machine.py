"""What this machine keeps for the person at it, outside every project: their keys, and IT's trust root."""

from __future__ import annotations

import os
from pathlib import Path

import click

from fieldpact.review.refusal import refused

_MARKS = (".git", "spec.yaml", "governance.yaml", ".fieldpact")
"""What a folder of a project has in it."""


def machine_folder() -> Path:
    """The folder of the settings of fieldpact, by the custom of the system."""
    return Path(click.get_app_dir("fieldpact"))


def project_of(folder: Path) -> Path:
    """The project that a spec's folder belongs to: the nearest folder under version control, else itself."""
    place = folder.resolve()
    return next((each for each in (place, *place.parents) if (each / ".git").exists()), place)


def inside(path: Path, folder: Path) -> bool:
    place, top = path.resolve(), folder.resolve()
    return place == top or top in place.parents


def write_secret(path: Path, data: bytes) -> None:
    """Writes a file that only its owner may read, whole or not at all; never over another, never into a project."""
    marked = [folder for folder in path.resolve().parents if any((folder / mark).exists() for mark in _MARKS)]
    if marked and not inside(path, machine_folder()):
        say = f"{path} lies inside the project {marked[0].name}, where a private key would be handed on with it"
        raise refused("key-in-project", say, "name a file outside of it", unusable=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise refused("file-exists", f"there is a file {path} already, and it was left alone", unusable=True) from None
    except OSError as problem:
        say = f"{path} can't be written: {problem.strerror or problem}"
        raise refused("cannot-write", say, unusable=True) from None
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, data: bytes) -> None:
    """Replaces a file in one step: a kill leaves the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
