"""The look: one brand colour in, a light and a dark Material 3 theme out."""

from __future__ import annotations

import colorsys
from pathlib import Path

import flet as ft

from fieldapp.unchanging import unchanging

MAX_WIDTH = 720
"""Widest column of content: longer lines are hard to read."""
WIDE = 840
"""From this width on a list has what was opened from it at its side."""
LIST_WIDTH = 360
"""Width of a list beside a record."""
TAP = 48
"""Smallest height of anything that takes a finger."""
GAP = 16
"""The step of the grid: padding of a screen, space between its parts."""
RADIUS = 16
READABLE = 4.5
"""WCAG AA contrast of text."""

FONTS = Path(__file__).parent / "fonts"
"""What a browser is served where Roboto has no letter, under the names that Flutter's client asks for.
Phones and computers bring their own."""

Rgb = tuple[int, int, int]
NIGHT: Rgb = (0x12, 0x14, 0x14)
DAY_GROUND = "#F1F1F1"
"""As dark as a ground gets that words in the brand's colour stand on by day: a card."""
NIGHT_GROUND = "#262626"
"""As light as it gets by night."""


@unchanging
class Look:
    """The brand's colours, ready to be used: every pair of a colour and its `on_` reads at 4.5 or better."""

    brand: str
    on_brand: str
    brand_dark: str
    """The brand on dark ground, lightened until it reads."""
    on_brand_dark: str


def look_of(color: str) -> Look:
    """The look of a brand colour such as `#0B6E4F`; a colour that can't be read becomes a calm blue-green."""
    rgb = _parse(color) or (0x1F, 0x5E, 0x6B)
    lifted = rgb
    while _contrast(lifted, NIGHT) < 7:
        lifted = _lighter(lifted)
    return Look(_hex(rgb), _on(rgb), _hex(lifted), _on(lifted))


def contrast(one: str, other: str) -> float:
    """Contrast of two colours such as `#0B6E4F`, 1 to 21, as WCAG 2.1 measures it."""
    return _contrast(_parse(one) or (0, 0, 0), _parse(other) or (0, 0, 0))


def light(look: Look) -> ft.Theme:
    """The theme by day. Primary is the brand itself where it reads on a card, else the seed's own tone.

    Tertiary is amber in every brand: it warns.
    """
    readable = contrast(look.brand, DAY_GROUND) >= READABLE
    primary = {"primary": look.brand, "on_primary": look.on_brand} if readable else {}
    return _theme(look, ft.ColorScheme(tertiary_container="#FFE8B8", on_tertiary_container="#3D2E00", **primary))


def dark(look: Look) -> ft.Theme:
    """The theme by night."""
    scheme = ft.ColorScheme(
        primary=look.brand_dark,
        on_primary=look.on_brand_dark,
        tertiary_container="#4A3A0C",
        on_tertiary_container="#FFE8B8",
    )
    return _theme(look, scheme)


def _theme(look: Look, scheme: ft.ColorScheme) -> ft.Theme:
    # A button grows with its words: letters of many scripts are taller than Latin ones, and people set text large.
    button = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=20, vertical=14),
        text_style=ft.TextStyle(size=16, weight=ft.FontWeight.W_600),
    )
    quiet = ft.ButtonStyle(
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
        padding=ft.Padding.symmetric(horizontal=14, vertical=12),
        text_style=ft.TextStyle(size=15, weight=ft.FontWeight.W_600),
    )
    return ft.Theme(
        color_scheme_seed=look.brand,
        color_scheme=scheme,
        filled_button_theme=ft.FilledButtonTheme(style=button),
        outlined_button_theme=ft.OutlinedButtonTheme(style=button),
        text_button_theme=ft.TextButtonTheme(style=quiet),
        icon_button_theme=ft.IconButtonTheme(style=ft.ButtonStyle(padding=0)),  # so that a large icon has room
        icon_theme=ft.IconTheme(color=ft.Colors.ON_SURFACE, apply_text_scaling=True),
        visual_density=ft.VisualDensity.STANDARD,
    )


def _parse(color: str) -> Rgb | None:
    digits = color.lstrip("#")
    if len(digits) == 3:
        digits = "".join(d * 2 for d in digits)
    if len(digits) != 6 or any(d not in "0123456789abcdefABCDEF" for d in digits):
        return None
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _hex(rgb: Rgb) -> str:
    return "#{:02X}{:02X}{:02X}".format(*rgb)


def _lighter(rgb: Rgb) -> Rgb:
    """A step lighter in the same hue. A little less saturated too, since full colours glare on dark ground."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, lightness + 0.03), saturation * 0.97)
    return round(red * 255), round(green * 255), round(blue * 255)


def _luminance(rgb: Rgb) -> float:
    """Relative luminance, WCAG 2.1."""
    red, green, blue = (c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _on(rgb: Rgb) -> str:
    """White, or black where white would not read: one of them always does."""
    return "#FFFFFF" if _contrast(rgb, (255, 255, 255)) >= READABLE else "#000000"
