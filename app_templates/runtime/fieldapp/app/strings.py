"""Texts in the language of the person: the app's own from the bundle, the runtime's from `texts/`."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldapp.app.plurals import RUNTIME_PLURALS, words_for

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef

_FALLBACK = "en"


@functools.cache
def runtime_texts(language: str) -> Mapping[str, str | Mapping[str, str]]:
    """Key -> text, or its forms by plural category, of the runtime in a language; empty for a language it lacks."""
    own = Path(__file__).parent / "texts" / f"{language}.json"
    return dict(json.loads(own.read_text(encoding="utf-8"))) if own.is_file() else {}


def runtime_text(language: str, key: str, **values: Any) -> str:
    """A text of the runtime with its places filled, in English where the language has none; KeyError for no such key.

    A text with plural forms is chosen by `n`, by the rules of the language that the text is in.
    """
    spoken = _primary(language)
    text = runtime_texts(spoken).get(key)
    if text is None:
        spoken, text = _FALLBACK, runtime_texts(_FALLBACK)[key]
    if not isinstance(text, str):
        text = words_for(values.get("n"), text, RUNTIME_PLURALS[spoken])
    return text.format(**values) if values else text


@functools.cache
def _primary(language: str) -> str:
    """`sv` for `sv-SE`. A tag is letters and digits, so that it can't name a path."""
    word = language.replace("_", "-").split("-")[0].lower()
    return word if word.isalnum() else _FALLBACK


class Strings:
    """The texts of one app in one language."""

    def __init__(self, app: AppDef, language: str) -> None:
        self.app = app
        self.language = language
        first = app.languages[0] if app.languages else language
        fitting = (language, language.split("-")[0], first)
        self._tables = [app.strings[tag] for tag in dict.fromkeys(fitting) if tag in app.strings]

    def of(self, key: str) -> str:
        """A text of the app, in its first language where it isn't translated; KeyError for no such key."""
        for table in self._tables:
            if key in table:
                return table[key]
        raise KeyError(key)

    def ui(self, key: str, **values: Any) -> str:
        """A text of the runtime, such as `save` or `required`."""
        return runtime_text(self.language, key, **values)

    def counted(self, forms: Mapping[str, str], n: int) -> str:
        """So many of something, in the plural form of the language; without forms the number alone.

        `forms` are keys of texts by plural category, such as a table's `counted`.
        """
        if "other" not in forms:
            return str(n)
        conventions = self.app.locales.get(self.language)
        key = words_for(n, forms, conventions.plurals if conventions else ())
        return self.of(key).replace("{n}", str(n))
