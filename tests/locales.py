"""The conventions of languages, as the compiler takes them from CLDR, for definitions that a test makes by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from fieldapp.app.locale import LocaleDef
from fieldapp.fields import Locale
from fieldapp.fields import locale_of as chosen
from fieldpact.render.declarations import plain_declaration
from fieldpact.render.jsons import to_compact_json
from fieldpact.render.locales import locale_definition

EVERY = (
    "en", "en-US", "en-GB", "sv", "de", "de-CH", "fr", "es", "ar", "ar-EG", "fa", "he", "hi", "bn", "mr", "ja", "ko",
    "zh-Hant", "th", "tr", "pl", "pt-BR", "fi", "nb", "da", "nl", "it", "pt", "hu", "cs", "hr", "bg", "xx",
)  # fmt: skip
"""Languages that differ in digits, marks, groups, orders and sides; nobody speaks xx."""


def locales_in(currency: str, languages: Iterable[str] = ("en", "sv")) -> dict[str, LocaleDef]:
    """Language -> conventions, for `AppDef.locales`."""
    return {language: locale_definition(language, currency) for language in languages}


def locale_files(currency: str, languages: Iterable[str] = ("en", "sv")) -> dict[str, bytes]:
    """The same as files of a bundle."""
    return {
        f"locales/{language}.json": to_compact_json(plain_declaration(definition))
        for language, definition in locales_in(currency, languages).items()
    }


def locale_of(language: str, zone: dt.tzinfo = dt.UTC, currency: str = "SEK") -> Locale:
    """The conventions of one language."""
    return chosen(locales_in(currency, [language]), language, zone)
