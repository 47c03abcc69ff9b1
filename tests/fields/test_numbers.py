"""Numbers, money and percent as people of several countries write them."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.locales import EVERY as LANGUAGES
from tests.locales import locale_of

from fieldapp.app.definition import FieldDef
from fieldapp.fields import TYPES, Unreadable, of

DEFINITION = FieldDef("n", "number", "t.n", "t.n.label")


def read(type_, text, language, app, definition=None):
    return of(type_).parse(text, locale_of(language), app, definition)


@pytest.mark.parametrize("language", ["sv", "de", "fr", "es", "en"])
@pytest.mark.parametrize(
    "text", ["1 234 567,50", "1.234.567,50", "1,234,567.50", "1\u00a0234\u202f567,5", "1'234'567.5", " +1 234 567,50 "]
)
def test_what_can_be_read_one_way_only_is_read_everywhere(text, language, app):
    assert read("number", text, language, app) == Decimal("1234567.5")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("sv", "1,234", "1.234"),
        ("en", "1,234", "1234"),
        ("de", "1.234", "1234"),
        ("sv", "1.5", "1.5"),
        ("de", "0.15", "0.15"),
        ("en", ",5", "0.5"),
        ("sv", "1,", "1"),
        ("sv", "−3", "-3"),
        ("sv", "- 0", "0"),
        ("sv", "007", "7"),
    ],
)
def test_the_language_decides_where_it_can(language, text, value, app):
    assert str(read("number", text, language, app)) == value


@pytest.mark.parametrize(("language", "text"), [("sv", "1.234"), ("fr", "12.500"), ("de", "1.5"), ("en", "1234,5")])
def test_what_could_mean_two_numbers_is_asked_back(language, text, app):
    found = read("number", text, language, app)
    assert isinstance(found, Unreadable) and found.key == "number_ambiguous"


def test_the_question_names_both_readings(app):
    assert read("number", "1.234", "sv", app).values == {"decimals": "1,234", "thousands": "1234"}


@pytest.mark.parametrize("text", ["abc", "1 23", "1,2,3", "1e5", "--1", "1-2", ",", "-", "٣", "12 kr", "1/2", "NaN"])
def test_what_is_no_number_is_said(text, app):
    assert isinstance(read("number", text, "sv", app), Unreadable)


def test_numbers_beyond_the_formula_language_are_refused(app):
    assert read("number", "9" * 30, "sv", app).key == "number_too_long"
    assert read("number", str(2**96), "sv", app).key == "number_too_long"
    assert read("number", "0," + "1" * 29, "sv", app).key == "number_too_long"
    assert read("number", str(2**96 - 1), "sv", app) == 2**96 - 1


def test_whole_numbers_and_decimals_allowed(app):
    one_place = dataclasses.replace(DEFINITION, round=1)
    assert read("integer", "2,5", "sv", app).key == "not_whole"
    assert read("integer", "2,0", "sv", app) == 2
    assert read("number", "1,25", "sv", app, one_place).values == {"n": 1}
    assert of("number").fit(Decimal("1.25"), app, one_place) == Decimal("1.3")
    assert of("number").fit(0.1, app) == Decimal("0.1")


@pytest.mark.parametrize(
    ("language", "currency", "shown"),
    [
        ("sv", "SEK", "−1\u00a0234,50\u00a0kr"),
        ("de", "EUR", "-1.234,50\u00a0€"),
        ("en", "EUR", "-€1,234.50"),
        ("en", "SEK", "-SEK\u00a01,234.50"),
        ("fr", "EUR", "-1\u202f234,50\u00a0€"),
        ("pl", "PLN", "-1234,50\u00a0zł"),
        ("nl", "EUR", "€\u00a0-1.234,50"),
        ("da", "DKK", "-1.234,50\u00a0kr."),
        ("ja", "JPY", "-\uffe51,235"),
        ("en", "KWD", "-KWD\u00a01,234.500"),
    ],
)
def test_money_in_the_way_of_the_language(language, currency, shown, app_in):
    money, app, locale = of("money"), app_in(currency), locale_of(language, currency=currency)
    assert money.show(Decimal("-1234.5"), locale, app) == shown
    assert money.parse(shown, locale, app) == money.fit(Decimal("-1234.5"), app)


def test_money_has_the_decimals_of_its_currency(app_in):
    money = of("money")
    assert money.to_json(Decimal("12.5"), app_in("SEK")) == 1250
    assert money.to_json(Decimal(12), app_in("JPY")) == 12
    assert money.to_json(Decimal("1.234"), app_in("KWD")) == 1234
    assert money.from_json("1250", app_in("SEK")) == Decimal("12.5")
    assert money.fit(Decimal("0.005"), app_in("SEK")) == Decimal("0.01")
    assert read("money", "1,5", "sv", app_in("JPY")).key == "too_many_decimals"
    for broken in ("12.50", 12.5, True, "kr"):
        with pytest.raises(ValueError):
            money.from_json(broken, app_in("SEK"))


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("15 %", "0.15"),
        ("15%", "0.15"),
        ("15", "0.15"),
        ("0,15", "0.15"),
        ("0,15 %", "0.0015"),
        ("1", "0.01"),
        ("-5 %", "-0.05"),
    ],
)
def test_percent_is_read_as_in_a_spreadsheet(text, fraction, app):
    assert read("percent", text, "sv", app) == Decimal(fraction)


@pytest.mark.parametrize(("language", "shown"), [("sv", "15,5\u00a0%"), ("en", "15.5%"), ("fr", "15,5\u00a0%")])
def test_percent_is_shown_with_its_sign(language, shown, app):
    assert of("percent").show(Decimal("0.155"), locale_of(language), app) == shown


def test_long_fractions_are_shown_short_and_kept_whole(app):
    third = Decimal("0.3333333333333333333333333333")
    assert of("number").show(third, locale_of("en"), app) == "0.333333"
    assert of("percent").show(third, locale_of("en"), app) == "33.33%"
    assert of("number").to_json(third, app) == str(third)


@pytest.mark.parametrize("type_", ["number", "integer", "money", "percent"])
@given(value=st.decimals(-(10**12), 10**12, places=2), language=st.sampled_from(LANGUAGES))
def test_what_an_input_shows_reads_back_the_same(type_, value, language, app):
    kind, locale = TYPES[type_], locale_of(language)
    fitted = kind.fit(value, app)
    assert kind.parse(kind.edit_text(fitted, locale, app), locale, app) == fitted
    assert kind.parse(kind.show(fitted, locale, app), locale, app) == fitted
    assert kind.from_json(kind.to_json(fitted, app), app) == fitted
    assert kind.from_json(kind.to_text(fitted, app), app) == fitted


@given(value=st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=8))
def test_stored_numbers_have_one_spelling(value, app):
    text = of("number").to_json(value, app)
    assert "E" not in text and not (("." in text) and text.endswith("0"))
    assert of("number").to_json(Decimal(text), app) == text


@given(text=st.text(max_size=12), language=st.sampled_from(LANGUAGES))
def test_no_text_breaks_a_reader(text, language, app):
    for kind in (kind for name, kind in TYPES.items() if name != "totals"):  # nobody types them
        value = kind.parse(text, locale_of(language), app)
        if not isinstance(value, Unreadable):
            assert kind.from_json(kind.to_json(value, app), app) == value
