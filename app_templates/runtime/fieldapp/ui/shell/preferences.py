"""What was chosen on this device: language, day or night, the person of a draft. A small JSON file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

NAME = "preferences.json"


@dataclass(slots=True)
class Preferences:
    """Choices of the device's owner; the empty text is "not chosen"."""

    language: str = ""
    theme: str = "system"
    """`light`, `dark` or `system`."""
    person: str = ""
    """Whom a draft was last tried out as."""

    @classmethod
    def load(cls, folder: Path) -> Preferences:
        """The stored choices. A file that can't be read counts as none: choices are comfort, records live elsewhere."""
        try:
            stored: Any = json.loads((folder / NAME).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return cls()
        if not isinstance(stored, dict):
            return cls()
        known = {f.name for f in fields(cls)}
        return cls(**{k: v for k, v in stored.items() if k in known and isinstance(v, str)})

    def save(self, folder: Path) -> None:
        """Write through a temporary file, so that a kill leaves the old choices or the new ones."""
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / (NAME + ".new")
        temporary.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        temporary.replace(folder / NAME)
