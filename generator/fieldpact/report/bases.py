"""The folders that reports for other programs tell places from, so that no path of a machine stands in them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from urllib.parse import quote

from fieldapp.unchanging import unchanging

ROOT, SET = "%SRCROOT%", "GOVERNANCE"


@unchanging
class Bases:
    """`root` is the top of the repository; `governance` are IT's sets outside of it."""

    root: Path
    governance: Sequence[Path] = field(default=())

    def below(self, file: str) -> tuple[str, str]:
        """A file's path below the first base that holds it, and that base; of one that lies elsewhere its name only."""
        path = absolute(Path(file))
        for name, folder in ((ROOT, self.root), *((SET, each) for each in self.governance)):
            if path.is_relative_to(absolute(folder)):
                return path.relative_to(absolute(folder)).as_posix(), name
        return path.name, ""

    def artifact(self, file: str) -> dict[str, str]:
        """The file as SARIF refers to one."""
        path, base = self.below(file)
        return {"uri": uri_of(path), **({"uriBaseId": base} if base else {})}


def absolute(path: Path) -> Path:
    """Without `..`; symbolic links stay as they are."""
    return Path(os.path.normpath(path.absolute()))


def uri_of(path: str) -> str:
    """A path as a relative reference; a colon in its first part would look like a scheme, so all are escaped."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/-._~!$&'()*+,;=@")
