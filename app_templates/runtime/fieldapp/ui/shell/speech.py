"""The page in the language of the person: pickers, dialogs and the side that reading begins on."""

from __future__ import annotations

import flet as ft

from fieldapp.app.definition import AppDef


def page_language(tag: str) -> ft.LocaleConfiguration:
    """One language for the whole page, whatever the device speaks; from right to left where it is read so."""
    locale = locale_of_tag(tag)
    return ft.LocaleConfiguration(supported_locales=[locale], current_locale=locale)


def locale_of_tag(tag: str) -> ft.Locale:
    """`pt-BR` and `zh-Hant-TW` as the page takes them: a script has four letters."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    country = next((part for part in rest if len(part) in (2, 3)), None)
    return ft.Locale(language, country, script)


def spoken_of(app: AppDef, wanted: str) -> str | None:
    """The app's language that serves the tag `wanted`: the same, one of the same language, or none."""
    if wanted in app.languages:
        return wanted
    first = wanted.replace("_", "-").split("-")[0]
    return next((own for own in app.languages if first and own.split("-")[0] == first), None)


def reads_from_right(app: AppDef, language: str) -> bool:
    """Whether the language is read from right to left."""
    return language in app.locales and app.locales[language].direction == "rtl"


def language_of(page: ft.Page) -> str:
    """The tag of the language that the page came in."""
    current = page.locale_configuration.current_locale if page.locale_configuration else None
    return current.language_tag if current else ""
