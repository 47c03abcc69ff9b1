"""file: documents kept beside the record."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.listed import ListedType
from fieldapp.fields.locale import Locale

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

MAX_BYTES = 20 * 1024 * 1024
"""A phone's photo is 2 to 8 MB; past this something else was picked, and a bar of signal would never carry it."""
_LONGEST = 120
_OFFICE = "application/vnd.openxmlformats-officedocument"
ENDINGS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "jpg": "image/jpeg",
    "png": "image/png",
}
"""The files that a field may take, by the endings of their names: nothing that a computer would run."""


def type_of(data: bytes) -> str | None:
    """The MIME type by the first bytes, whatever the file was called; None for anything but the pictures we take."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
        return "image/heic"
    return None


def kept_as(stored: str, called: str) -> str:
    """What a record keeps of a file: the attachment's name, a slash, and what the person's file was called."""
    plain = "".join("_" if c in '/\\;:*?"<>|' or unicodedata.category(c)[0] == "C" else c for c in called)
    stem, dot, ending = unicodedata.normalize("NFC", plain).strip(". ").rpartition(".")
    return f"{stored}/{stem[: _LONGEST - len(ending)]}{dot}{ending}"


def parts_of(item: str) -> tuple[str, str]:
    """The attachment's name, and what the file was called."""
    stored, _, called = item.partition("/")
    return stored, called or stored


class FileType(ListedType):
    """Files in the order they were added, each as `kept_as` writes it. Shown by what they were called."""

    name = "file"
    gives = "list"
    counted = "files"
    holds_files = True

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if not text.strip() else Unreadable("not_typed")

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ", ".join(parts_of(str(item))[1] for item in value or ())

    def edit_text(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        return ""

    def files(self, value: Any) -> Sequence[str]:
        return [parts_of(item)[0] for item in value or ()]

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return None
