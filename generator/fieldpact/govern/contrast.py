"""How well white text reads on a colour: WCAG 2.1, relative luminance and contrast ratio."""

from __future__ import annotations

import re
from decimal import Decimal

_HEX = re.compile(r"#?(?:([0-9A-Fa-f]{6})|([0-9A-Fa-f]{3}))")


def contrast_with_white(color: str) -> Decimal | None:
    """1 to 21, one decimal; None for text that is no colour."""
    found = _HEX.fullmatch(color)
    if found is None:
        return None
    digits = found[1] or "".join(d * 2 for d in found[2])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Decimal(f"{1.05 / (luminance + 0.05):.1f}")


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
