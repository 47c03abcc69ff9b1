"""Photos and other files: stored once under the digest of their content, with a row that waits for the hub."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from fieldapp.app.definition import FieldDef
from fieldapp.data.database import Database
from fieldapp.data.photo_metadata import UnreadablePicture, without_metadata
from fieldapp.data.problem import DataProblem
from fieldapp.data.sealing import Seals, is_sealed_file
from fieldapp.fields.file import ENDINGS, type_of
from fieldapp.fields.file import MAX_BYTES as MAX_BYTES

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "image/heic": ".heic"}


_ZIP = b"PK\x03\x04"
_BEGINS = {
    "pdf": b"%PDF-",
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods"), _ZIP),
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}


def _begins_as(data: bytes, ending: str) -> bool:
    """Whether the first bytes are those of such a file; plain text has none, but no zero bytes either."""
    first = _BEGINS.get(ending)
    return data.startswith(first) if first is not None else b"\0" not in data[:4096]


class Attachments:
    """The files of one store, in `folder`. A record's field holds their names.

    `bundled` is the folder of the pictures that the bundle brings along; reference rows name them by their path in it.
    """

    def __init__(
        self,
        database: Database,
        folder: Path,
        bundled: Path | None = None,
        *,
        keep_notes: bool = False,
        seals: Seals | None = None,
    ) -> None:
        """`keep_notes`: pictures stay as the camera gave them, place and all. `seals` close restricted ones."""
        self._seals = seals
        self._keeps_notes = keep_notes
        self._database = database
        self.folder = folder
        self._bundled = bundled

    def add(self, data: bytes, field: FieldDef | None = None) -> str:
        """Stores a picture of a field, sealed where that is restricted, and returns its name.

        `DataProblem` for an empty, oversize or foreign file.
        """
        if not data:
            raise DataProblem("file_empty")
        if len(data) > MAX_BYTES:
            raise DataProblem("file_too_large", {"megabytes": MAX_BYTES // (1024 * 1024)})
        mime = type_of(data)
        if mime is None:
            raise DataProblem("file_not_a_picture")
        return self._keep(self._bare(data, mime), mime, _SUFFIXES[mime], field)

    def add_file(
        self,
        data: bytes,
        called: str,
        accept: Sequence[str],
        largest: int | None = None,
        field: FieldDef | None = None,
    ) -> str:
        """Stores a document and returns its name. `accept` are endings; what begins unlike its ending is refused."""
        ending = called.rpartition(".")[2].lower()
        ending = "jpg" if ending == "jpeg" else ending
        if not data:
            raise DataProblem("file_empty")
        if ending not in accept or ending not in ENDINGS or not _begins_as(data, ending):
            raise DataProblem("file_kind_refused", {"kinds": ", ".join(accept)})
        limit = min(largest or MAX_BYTES, MAX_BYTES)
        if len(data) > limit:
            size = f"{limit // (1024 * 1024)} MB" if limit >= 1024 * 1024 else f"{limit // 1024} kB"
            raise DataProblem("file_over", {"size": size})
        mime = ENDINGS[ending]
        bare = self._bare(data, mime) if mime.startswith("image/") else data
        return self._keep(bare, mime, f".{ending}", field)

    def _bare(self, data: bytes, mime: str) -> bytes:
        """The picture without the place and all else that a camera notes, unless the policy lets photos keep it."""
        if self._keeps_notes:
            return data
        try:
            return without_metadata(data, mime)
        except UnreadablePicture as error:
            raise DataProblem("photo_kind_refused" if mime == "image/heic" else "file_not_a_picture") from error

    def _keep(self, data: bytes, mime: str, suffix: str, field: FieldDef | None) -> str:
        """One file for each content, under the first name that it got."""
        if self._seals is not None and field is not None and self._seals.at(field.path):
            return self._keep_sealed(self._seals, data, mime, suffix)
        digest = hashlib.sha256(data).hexdigest()
        with self._database.read() as connection:
            found = connection.execute("SELECT path FROM attachment WHERE sha256 = ?", (digest,)).fetchone()
        name = str(found[0]) if found else digest + suffix
        if not (self.folder / name).exists():
            self._write(name, data)
        self._list(name, digest, len(data), mime)
        return name

    def _keep_sealed(self, seals: Seals, data: bytes, mime: str, suffix: str) -> str:
        """The name says nothing of the content; size and digest are those of what the hub will get."""
        name = seals.cipher.name_of(data) + suffix
        if not (self.folder / name).exists():
            sealed = seals.sealed_file(name, data)
            self._write(name, sealed)
            self._list(name, hashlib.sha256(sealed).hexdigest(), len(sealed), mime)
        return name

    def _list(self, name: str, digest: str, size: int, mime: str) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO attachment (sha256, size, mime, path) VALUES (?, ?, ?, ?)",
                (digest, size, mime, name),
            )

    def seal(self, name: str) -> None:
        """Seals a file whose field is restricted only now, under the name that records know."""
        file = self.folder / name
        if self._seals is None or not file.is_file() or is_sealed_file(data := file.read_bytes()):
            return
        sealed = self._seals.sealed_file(name, data)
        self._write(name, sealed)
        with self._database.write() as connection:
            update = "UPDATE attachment SET sha256 = ?, size = ? WHERE path = ? AND state = 'queued'"
            connection.execute(update, (hashlib.sha256(sealed).hexdigest(), len(sealed), name))

    def path(self, name: str) -> Path:
        """Where the file is, sealed where its field is. Only names that `add` gave are known, so that no record
        points outside the folder."""
        with self._database.read() as connection:
            known = connection.execute("SELECT 1 FROM attachment WHERE path = ?", (name,)).fetchone()
        if known is None or not (self.folder / name).is_file():
            raise DataProblem("file_gone")
        return self.folder / name

    def picture(self, name: str) -> bytes | None:
        """A picture of a record or of the bundle; None where it is not on this device, or the name leads outside."""
        inside = ".." not in PurePosixPath(name).parts and not PurePosixPath(name).is_absolute()
        for folder in (self.folder, self._bundled) if inside else ():
            if folder is not None and (file := folder / name).is_file():
                return self._opened(name, _read(file, file.stat().st_mtime_ns))
        return None

    def _opened(self, name: str, data: bytes) -> bytes | None:
        if not is_sealed_file(data):
            return data
        return self._seals.opened_file(name, data) if self._seals else None

    def remove(self, name: str) -> None:
        """Forgets the file and deletes it."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM attachment WHERE path = ?", (name,))
        self.folder.joinpath(Path(name).name).unlink(missing_ok=True)

    def names(self) -> list[str]:
        with self._database.read() as connection:
            return [name for (name,) in connection.execute("SELECT path FROM attachment ORDER BY path")]

    def _write(self, name: str, data: bytes) -> None:
        """Through a temporary file, so that a kill leaves no half picture under the final name."""
        part = self.folder / f"{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / name)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise DataProblem("storage_full", {"detail": error.strerror or str(error)}) from error


@functools.lru_cache(maxsize=24)
def _read(file: Path, changed: int) -> bytes:
    """An input may render often, and reads a picture once: until the file is another one."""
    return file.read_bytes()
