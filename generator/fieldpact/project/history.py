"""The schemas of earlier releases, as the app's folder keeps them."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"\d{4}\.json\Z")


def read_history(folder: Path) -> dict[str, bytes]:
    """`NNNN.json` -> bytes from the folder's bundle; empty for a new folder."""
    kept = folder / "src" / "bundle" / "schema"
    if not kept.is_dir():
        return {}
    return {path.name: path.read_bytes() for path in sorted(kept.iterdir()) if _NAME.match(path.name)}
