"""An app in a currency, and the conventions of a language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.locales import locales_in

from fieldapp.app.definition import AppDef, Brand


def _app(currency: str = "SEK") -> AppDef:
    strings = {"en": {"tier.a": "Gold", "tier.b": "Silver", "hi": "Hello"}, "sv": {"tier.a": "Guld"}}
    return AppDef(
        "a", "A", "1", ("en", "sv"), currency, Brand("#000000"), True, {}, {}, (), {}, 1, strings, locales_in(currency)
    )


@pytest.fixture(scope="session")
def app_in() -> Callable[[str], AppDef]:
    return _app


@pytest.fixture(scope="session")
def app() -> AppDef:
    return _app()
