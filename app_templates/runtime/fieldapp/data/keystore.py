"""Where the key of sealed values is kept: behind a seam, since each device has its own place for secrets.

The shell brings the device's key store. Without one, as in tests, on a server and for `fieldpact data`, the key is a
file beside the data folder: that keeps a copied folder closed, and nobody out who can read the whole disk.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

KEY_BYTES = 32


class KeyStore(Protocol):
    """Keys by name. Each call raises `DataProblem` where the place for secrets doesn't answer."""

    def get(self, name: str) -> bytes | None:
        """The key; None where there is none. Never None because the place didn't answer."""
        ...

    def set(self, name: str, key: bytes) -> None:
        """Keeps a key; it is safe once this returns."""
        ...

    def forget(self, name: str) -> None:
        """Throws a key away, and with it what it opened."""
        ...


class FileKeyStore:
    """A file of its own for each key, beside the data folder and readable by its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes | None:
        try:
            return bytes.fromhex(self._path(name).read_text("ascii").strip())
        except FileNotFoundError:
            return None

    def set(self, name: str, key: bytes) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)  # closed to others before anything is in it
        with part.open("w", encoding="ascii") as file:
            file.write(key.hex())
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def forget(self, name: str) -> None:
        self._path(name).unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder.parent / f"{self._folder.name}.{name}.key"
