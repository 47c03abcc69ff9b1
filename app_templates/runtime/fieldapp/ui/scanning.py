"""Barcodes in a picture, read by zbar where the device has it.

Both parts are imported when somebody scans: an app without a barcode field doesn't carry them, and a device without
them still takes what is typed.
"""

from __future__ import annotations

import importlib
import io
from collections.abc import Sequence
from typing import Any

from fieldapp.fields.barcode import NAMES

_SYMBOLS = {"EAN13": "ean13", "EAN8": "ean8", "UPCA": "upca", "CODE128": "code128", "QRCODE": "qr"}
_LARGEST = 1600
"""Pixels of the longer side: more only makes zbar slower."""


class NoScanning(Exception):
    """This device can't read barcodes from pictures."""


class NotAPicture(Exception):
    """What was picked can't be read as a picture."""


def can_scan() -> bool:
    """Whether this device can read barcodes from pictures."""
    try:
        _zbar()
    except NoScanning:
        return False
    return True


def _zbar() -> tuple[Any, Any, Any]:
    try:
        load = importlib.import_module
        return load("PIL.Image"), load("PIL.ImageOps"), load("pyzbar.pyzbar")
    except ImportError as error:  # of zbar itself too, where only its Python part is there
        raise NoScanning from error


def codes_in(picture: bytes, kinds: Sequence[str]) -> list[str]:
    """The codes of these kinds in a picture, the largest first."""
    images, ops, zbar = _zbar()
    try:
        with images.open(io.BytesIO(picture)) as image:
            upright = ops.exif_transpose(image).convert("L")
    except (OSError, images.DecompressionBombError) as error:
        raise NotAPicture from error
    upright.thumbnail((_LARGEST, _LARGEST))
    found = sorted(zbar.decode(upright), key=lambda one: one.rect.width * one.rect.height, reverse=True)
    return [code for one in found if (code := _code(one.type, one.data, kinds))]


def _code(symbol: str, data: bytes, kinds: Sequence[str]) -> str | None:
    """The text of a code where the field takes its kind. zbar reads a UPC-A as the EAN-13 that begins with 0."""
    kind, text = _SYMBOLS.get(symbol), data.decode("utf-8", errors="replace")
    if kind == "ean13" and "ean13" not in kinds and "upca" in kinds and text.startswith("0"):
        return text[1:]
    return text if kind in kinds and kind in NAMES else None
