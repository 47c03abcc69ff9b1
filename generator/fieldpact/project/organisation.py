"""The files by which a repository checks its own specs: a workflow, pre-commit hooks and code owners.

They are written once and belong to the repository from then on: one that was edited is never replaced unasked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import fieldpact
from fieldapp.unchanging import unchanging
from fieldpact import shipped
from fieldpact.project.replace import replace_file

BUSINESS, IT = "@your-organisation/sales-ops", "@your-organisation/mobile-platform"
_OWNER = re.compile(r"@[\w.-]+(/[\w.-]+)?|[\w.+-]+@[\w-]+(\.[\w-]+)+")


@unchanging
class Written:
    """What became of one file: as it should be, not there, or edited since."""

    path: Path
    state: Literal["same", "missing", "edited"]


def is_owner(text: str) -> bool:
    """Whether GitHub takes it for a person or a team: @name, @organisation/team, or an e-mail address."""
    return _OWNER.fullmatch(text) is not None


def organisation_files(business: str = BUSINESS, it: str = IT) -> dict[str, str]:
    """Path in the repository -> text."""
    root = shipped.folder("app_templates/organisation")
    values = {"@VERSION@": fieldpact.__version__, "@BUSINESS@": business, "@IT@": it}
    found = {}
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        text = path.read_text("utf-8")
        for name, value in values.items():
            text = text.replace(name, value)
        found[path.relative_to(root).as_posix()] = text
    return found


def look(folder: Path, files: Mapping[str, str]) -> list[Written]:
    """How each file stands in a repository."""
    return [Written(folder / name, _state(folder / name, text)) for name, text in files.items()]


def write(folder: Path, files: Mapping[str, str], overwrite: bool = False) -> list[Written]:
    """Writes what is missing, and with `overwrite` what was edited; tells how each stood before. Raises OSError."""
    before = look(folder, files)
    for one, text in zip(before, files.values(), strict=True):
        if one.state == "missing" or (overwrite and one.state == "edited"):
            one.path.parent.mkdir(parents=True, exist_ok=True)
            if one.state == "missing":
                one.path.touch()
            replace_file(one.path, text.encode())
    return before


def _state(path: Path, text: str) -> Literal["same", "missing", "edited"]:
    if not path.is_file():
        return "missing"
    return "same" if path.read_bytes().replace(b"\r\n", b"\n") == text.encode() else "edited"
