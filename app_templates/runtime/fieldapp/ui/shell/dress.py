"""A page in the app's name and colours."""

from __future__ import annotations

import flet as ft

from fieldapp.app.definition import AppDef
from fieldapp.app.strings import Strings
from fieldapp.ui.shell.speech import reads_from_right
from fieldapp.ui.theme import dark, light, look_of

_MODES = {"light": ft.ThemeMode.LIGHT, "dark": ft.ThemeMode.DARK}


def dress(page: ft.Page, app: AppDef, language: str, theme: str) -> None:
    """`theme` is `light`, `dark`, or anything else for what the device has."""
    look = look_of(app.brand.color)
    page.title = Strings(app, language).of(app.name)
    page.rtl = reads_from_right(app, language)
    page.theme = light(look)
    page.dark_theme = dark(look)
    page.theme_mode = _MODES.get(theme, ft.ThemeMode.SYSTEM)
    page.update()
