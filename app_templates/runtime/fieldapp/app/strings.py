"""Texts in the language of the person: the app's own from the bundle, the runtime's from `texts/`."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldapp.app.definition import AppDef

_FALLBACK = "en"


@functools.cache
def _texts(language: str) -> Mapping[str, Any]:
    """The runtime's texts of a language over the English ones, so that a language may be half translated."""
    own = Path(__file__).parent / "texts" / f"{language}.json"
    if language == _FALLBACK:
        return dict(json.loads(own.read_text(encoding="utf-8")))
    english = _texts(_FALLBACK)
    return {**english, **json.loads(own.read_text(encoding="utf-8"))} if own.is_file() else english


def runtime_text(language: str, key: str, **values: Any) -> str:
    """A text of the runtime with its places filled. A text with a plural is chosen by `n`; KeyError for no such key."""
    text = _texts(_primary(language))[key]
    if isinstance(text, dict):
        text = text["one" if values.get("n") == 1 else "other"]
    return str(text).format(**values) if values else str(text)


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
