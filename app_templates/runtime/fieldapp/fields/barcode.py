"""barcode: the number on a product, scanned or typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Setting, Unreadable
from fieldapp.fields.locale import Locale, ascii_digits
from fieldapp.fields.plain import PlainType, clean

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef

DIGITS = {"ean13": 13, "ean8": 8, "upca": 12}
"""Kinds that are digits only and end in a check digit, with how many there are."""
NAMES = {"ean13": "EAN-13", "ean8": "EAN-8", "upca": "UPC-A", "code128": "Code 128", "qr": "QR"}
"""Kinds that the app reads, as people call them."""
USUAL = ("ean13", "ean8", "upca")
"""What stands on goods: the kinds of a field that names none."""


def check_digit(digits: str) -> str:
    """The last digit of a number whose other digits are these, after GS1: weights 3 and 1 from the right."""
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def kinds_of(definition: FieldDef | None) -> Sequence[str]:
    """The kinds that a field takes."""
    return definition.kinds if definition is not None and definition.kinds else USUAL


class BarcodeType(PlainType):
    """The text of the code, digits without spaces. A wrong check digit can't be read."""

    name = "barcode"
    compared = "text"
    written = True

    def parse(self, text: str, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> Any:
        rest = ascii_digits(clean(text), locale).strip()
        if not rest:
            return None
        kinds = kinds_of(definition)
        plain = rest.replace(" ", "").replace("-", "")
        if plain.isascii() and plain.isdigit() and any(DIGITS.get(kind) == len(plain) for kind in kinds):
            return plain if plain[-1] == check_digit(plain[:-1]) else Unreadable("barcode_check_digit")
        if any(kind not in DIGITS for kind in kinds):
            return rest
        return Unreadable("not_a_barcode", {"kinds": ", ".join(f"{NAMES[kind]} ({DIGITS[kind]})" for kind in kinds)})

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        width = next((DIGITS[kind] for kind in kinds_of(definition) if kind in DIGITS), 10)
        digits = "".join(str(where.chance.randrange(10)) for _ in range(width - 1))
        return digits + check_digit(digits)
