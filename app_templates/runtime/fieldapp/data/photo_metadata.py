"""Pictures without what cameras write into them: place, serial number, names, times, previews, hidden second pictures.

The picture's own bytes stay as they are, so nothing is lost and no imaging package is needed below the screens. What a
picture needs to look right is copied by name (colour profile, transparency, frames); everything else is left out, also
what this module has never heard of. Of the camera's notes only the orientation is written anew.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG_ORIENTED = b"Exif\0\0"
_JPEG_KEPT = {
    **{marker: b"" for marker in (0xC4, 0xDB, 0xDD, 0xDC)},  # tables and intervals
    **{marker: b"" for marker in range(0xC0, 0xD0) if marker not in (0xC4, 0xC8, 0xCC)},  # frames
    0xCC: b"",
    0xDA: b"",
    0xE0: b"JFIF\0",
    0xE2: b"ICC_PROFILE\0",
    0xEE: b"Adobe",
}
"""Segments of a JPEG that its picture needs, each with what it must begin with."""
_JFIF_SIZE = 14
"""Bytes of a JFIF segment without the small preview that may follow."""
_PNG_KEPT = frozenset(b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD acTL fcTL fdAT".split())
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_FRAME_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_WEBP_FRAME_HEAD = 16
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
_ORIENTATION = 0x0112
_SHORT = 3


class UnreadablePicture(Exception):
    """The file can't be taken apart, so nobody can say what is in it."""


def without_metadata(data: bytes, mime: str) -> bytes:
    """The same picture without the rest. Raises `UnreadablePicture` for a broken file, and for a kind it can't read."""
    read = {"image/jpeg": _jpeg, "image/png": _png, "image/webp": _webp}.get(mime)
    if read is None:
        raise UnreadablePicture(mime)
    try:
        return read(data)
    except (struct.error, IndexError) as error:
        raise UnreadablePicture(mime) from error


def _jpeg(data: bytes) -> bytes:
    kept: list[bytes] = []
    turned, seen = 1, False
    at = 2
    while at < len(data):
        marker, at = _marker(data, at)
        if marker == 0xD9:
            break  # whatever follows is another picture, a film or a maker's own
        size = struct.unpack_from(">H", data, at)[0]
        body = data[at + 2 : at + size]
        if size < 2 or len(body) != size - 2:
            raise UnreadablePicture("image/jpeg")
        at += size
        if marker == 0xE1 and body.startswith(_JPEG_ORIENTED):
            turned = _orientation(body[len(_JPEG_ORIENTED) :])
        begins = _JPEG_KEPT.get(marker)
        if begins is not None and body.startswith(begins):
            body = _plain_jfif(body) if marker == 0xE0 else body
            kept.append(_segment(marker, body))
        if marker == 0xDA:
            seen = True
            end = _end_of_scan(data, at)
            kept.append(data[at:end])
            at = end
    if not seen:
        raise UnreadablePicture("image/jpeg")
    if turned != 1:
        first = 1 if kept[0].startswith(b"\xff\xe0") else 0  # JFIF stands first where it stands at all
        kept.insert(first, _segment(0xE1, _JPEG_ORIENTED + _oriented(turned)))
    return b"\xff\xd8" + b"".join(kept) + b"\xff\xd9"


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """The marker at a place, which any number of 0xFF may stand before, and where its segment begins."""
    if data[at] != 0xFF:
        raise UnreadablePicture("image/jpeg")
    while data[at] == 0xFF:
        at += 1
    return data[at], at + 1


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker is: in a scan 0xFF is followed by 0 or by the number of a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 2


def _plain_jfif(body: bytes) -> bytes:
    """Without the small preview, which shows what was cut off afterwards."""
    return body[: _JFIF_SIZE - 2] + b"\0\0"


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while True:
        size, name = struct.unpack_from(">I4s", data, at)
        chunk = data[at : at + size + 12]
        if len(chunk) != size + 12:
            raise UnreadablePicture("image/png")
        if name in _PNG_KEPT:
            kept.append(chunk)
        if name == b"IEND":
            return b"".join(kept)
        at += size + 12


def _webp(data: bytes) -> bytes:
    kept: list[tuple[bytes, bytes]] = []
    turned = 1
    for name, body in _chunks(data, 12, min(len(data), 8 + struct.unpack_from("<I", data, 4)[0])):
        if name == b"EXIF":
            turned = _orientation(body.removeprefix(_JPEG_ORIENTED))
        if name == b"ANMF":
            inside = [
                (part, own) for part, own in _chunks(body, _WEBP_FRAME_HEAD, len(body)) if part in _WEBP_FRAME_KEPT
            ]
            body = body[:_WEBP_FRAME_HEAD] + b"".join(_chunk(*one) for one in inside)
        if name in _WEBP_KEPT:
            kept.append((name, body))
    if not kept:
        raise UnreadablePicture("image/webp")
    if kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if turned != 1 else 0)
        kept[0] = (b"VP8X", bytes([flags]) + kept[0][1][1:])
        if turned != 1:
            kept.append((b"EXIF", _oriented(turned)))
    whole = b"WEBP" + b"".join(_chunk(*one) for one in kept)
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    """The name and content of each, which stand at even places."""
    while at < end:
        name, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if len(body) != size:
            raise UnreadablePicture("image/webp")
        yield name, body
        at += 8 + size + size % 2


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def _orientation(tiff: bytes) -> int:
    """Which way up the picture is, 1 to 8; 1 where the notes don't say, or can't be read: they go anyway."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        first = struct.unpack_from(f"{order}I", tiff, 4)[0]
        count = struct.unpack_from(f"{order}H", tiff, first)[0]
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _ORIENTATION and kind == _SHORT:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _oriented(turned: int) -> bytes:
    """Notes that say which way up the picture is, and nothing else."""
    return b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)
