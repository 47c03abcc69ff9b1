"""The runtime's own words: whole in each language, with the same places, and with the plural forms it has."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import babel
import pytest

from fieldapp.app import strings as strings_module
from fieldapp.app.plurals import RUNTIME_PLURALS, plural_form
from fieldapp.app.strings import runtime_text, runtime_texts
from fieldpact.render.locales import locale_definition
from tests.languages.tags import EVERY_TAG

LANGUAGES = sorted(RUNTIME_PLURALS)
ENGLISH = runtime_texts("en")
PLACE = re.compile(r"\{(\w+)\}")


def places(text):
    forms = [text] if isinstance(text, str) else text.values()
    return {name for form in forms for name in PLACE.findall(form)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language):
    texts = runtime_texts(language)
    assert sorted(ENGLISH.keys() - texts.keys()) == []
    assert sorted(texts.keys() - ENGLISH.keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_loses_a_place_or_is_empty(language):
    texts = runtime_texts(language)
    assert {key for key, text in texts.items() if key in ENGLISH and places(text) != places(ENGLISH[key])} == set()
    forms = [form for text in texts.values() for form in ([text] if isinstance(text, str) else text.values())]
    assert all(form.strip() == form and form for form in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_the_forms_that_whole_numbers_take(language):
    counted = {key: text for key, text in runtime_texts(language).items() if not isinstance(text, str)}
    assert counted.keys() == {key for key, text in ENGLISH.items() if not isinstance(text, str)}
    small = {plural_form(n, RUNTIME_PLURALS[language]) for n in range(200)}
    assert {key: small - text.keys() for key, text in counted.items() if small - text.keys()} == {}


def test_files_and_plural_rules_are_of_the_same_languages():
    folder = strings_module.Path(strings_module.__file__).parent / "texts"
    assert sorted(path.stem for path in folder.glob("*.json")) == LANGUAGES
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_of_the_runtime_are_those_of_cldr(language):
    assert tuple(RUNTIME_PLURALS[language]) == locale_definition(language, "EUR").plurals


@pytest.mark.parametrize("language", EVERY_TAG)
def test_compiled_rules_choose_as_cldr_does(language):
    rules, cldr = locale_definition(language, "EUR").plurals, babel.Locale.parse(language, sep="-").plural_form
    numbers = [*range(125), 1000, 1_000_000, 2_000_000, *map(Decimal, ("0.5", "1.0", "1.5", "2.31", "10.00", "0.1"))]
    assert [plural_form(n, rules) for n in numbers] == [cldr(n) for n in numbers]


def test_arabic_counts_in_six_ways():
    assert len({runtime_text("ar", "rows", n=n).translate(str.maketrans("", "", "0123456789"))
                for n in (0, 1, 2, 3, 11, 100)}) >= 4  # fmt: skip


def test_a_language_without_words_is_served_in_english_by_english_rules():
    assert runtime_text("pl", "rows", n=1) == "1 row"
    assert runtime_text("pl", "rows", n=2) == "2 rows"


def test_a_country_that_cldr_does_not_tie_to_the_language_changes_nothing():
    swedish = locale_definition("sv", "SEK")
    assert locale_definition("sv-US", "SEK").months == swedish.months
    assert locale_definition("sv-US", "SEK").decimal == swedish.decimal
