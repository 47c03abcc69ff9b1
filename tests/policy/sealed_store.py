"""The app of the tests with restricted fields, and a look at every byte that it leaves on the disk."""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from fieldapp.app.definition import AppDef
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository

RESTRICTED = (
    "visit.remark", "visit.tags", "visit.count", "visit.done", "visit.shelf", "visit.lines.product",
    "visit.lines.parts.lot",
)  # fmt: skip
CANARY = "Quetzalcoatlus"
NUMBER = 918273645
PICTURE = b"\xff\xd8\xff\xda\x00\x02" + CANARY.encode() + b"\xff\xd9"


def restricted(app: AppDef, paths: Collection[str] = RESTRICTED) -> AppDef:
    """The same app, whose policy calls these fields restricted."""
    return replace(app, policy={**app.policy, "fields": dict.fromkeys(paths, "restricted")})


def opened(bundle: Path, folder: Path, paths: Collection[str] = RESTRICTED) -> Repository:
    return Repository(restricted(load_bundle(bundle), paths), folder, bundle, me={"id": "p1", "name": "Lena"})


def traces(folder: Path, *words: str) -> list[str]:
    """The files under and beside the folder that hold a word, however SQLite, JSON or base64 may spell it."""
    found = []
    for path in sorted(folder.parent.rglob("*")):
        if not path.is_file() or "bundle" in path.relative_to(folder.parent).parts:
            continue
        data = path.read_bytes().lower()
        if any(spelling in data for word in words or (CANARY,) for spelling in _spellings(word)):
            found.append(path.name)
    return found


def _spellings(word: str) -> list[bytes]:
    """As it is, in UTF-16, in capitals or not, and inside base64 at any of the three places."""
    plain = word.lower().encode()
    coded = [base64.b64encode(b" " * shift + word.encode())[4 if shift else 0 : -4].lower() for shift in range(3)]
    return [plain, word.lower().encode("utf-16-le"), *coded]
