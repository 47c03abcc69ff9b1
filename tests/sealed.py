"""The bundle of a small app, sealed, as a folder that a test may change."""

from __future__ import annotations

import shutil
from pathlib import Path

from fieldapp.bundle.seal import seal
from tests.locales import locale_files

APP = Path(__file__).parent / "data" / "bundle"


def sealed_app(folder: Path) -> Path:
    """A copy in `folder`, with the conventions of its languages."""
    shutil.copytree(APP, folder)
    for path, data in locale_files("SEK").items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(data)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    (folder / "seal.json").write_bytes(seal(files))
    return folder
