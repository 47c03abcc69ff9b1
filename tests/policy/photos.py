"""Photos as cameras write them, for tests: with a place, a serial number, a maker's notes and things after the end."""

from __future__ import annotations

import io
import struct
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

SECRETS = (b"SN-4711-0815", b"Ann Private", b"MAKERSECRET", b"trailer:59.3293,18.0686", b"Lens of Ann")
"""Words that must be nowhere in what is stored."""


def picture() -> Image.Image:
    """Not the same any way up."""
    image = Image.new("RGB", (24, 16), (200, 30, 30))
    for x in range(8):
        image.putpixel((x, 2), (0, 0, 250))
    return image


def notes(turned: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = turned
    exif[ExifTags.Base.Artist] = "Ann Private"
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.BodySerialNumber] = "SN-4711-0815"
    inner[ExifTags.Base.LensModel] = "Lens of Ann"
    inner[ExifTags.Base.MakerNote] = b"MAKERSECRET" * 20
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (59.0, 19.0, 45.0)
    place[ExifTags.GPS.GPSLongitudeRef] = "E"
    place[ExifTags.GPS.GPSLongitude] = (18.0, 4.0, 7.0)
    return exif


def written(kind: str, turned: int = 1, **more: Any) -> bytes:
    """A JPEG, PNG or WEBP with notes."""
    file = io.BytesIO()
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", "Ann Private")
        words.add_itxt("XML:com.adobe.xmp", "<x>SN-4711-0815</x>", zip=False)
        more["pnginfo"] = words
    else:
        more["xmp"] = b"<x:xmpmeta>SN-4711-0815</x:xmpmeta>"
    picture().save(file, kind, exif=notes(turned).tobytes(), **more)
    data = file.getvalue()
    if kind != "JPEG":
        return data
    comment = b"\xff\xfe" + struct.pack(">H", 2 + 11) + b"Ann Private"
    other = b"\xff\xe2" + struct.pack(">H", 2 + 15) + b"FPXRMAKERSECRET"
    return data[:2] + comment + other + data[2:] + b"trailer:59.3293,18.0686" + data
