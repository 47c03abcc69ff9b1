"""Days in titles and messages are in the language of the person; what is stored is ISO's."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest

from fieldapp.app.definition import Formula, TableDef
from fieldapp.fields.spoken import Spoken, formula_languages
from fieldapp.form.titles import listed_title, record_title
from fieldapp.formula.load import load
from fieldpact.formula import evaluate
from tests.locales import locales_in

DAY = dt.date(2027, 2, 1)
TREE = ["to", "shown", ["field", 0, "date"]]


def world_in(language):
    locales = locales_in("SEK", [language])
    world = SimpleNamespace(language=language, zone=dt.timezone(dt.timedelta(hours=1)))
    world.languages = formula_languages(locales)
    world.spoken = Spoken(SimpleNamespace(locales=locales), world)
    return world


@pytest.mark.parametrize(
    ("language", "shown"),
    [("sv", "2027-02-01"), ("en", "1 Feb 2027"), ("en-GB", "01/02/2027"), ("de", "01.02.2027"), ("fa", "۲۰۲۷/۲/۱")],
)
def test_a_title_tells_a_day_as_its_reader_writes_it(language, shown):
    table = TableDef("visit", "visit", "visits", Formula("t", load(TREE), ("date",), "text", TREE), ())
    world = world_in(language)
    assert record_title(table, world, {"date": DAY}) == shown
    assert listed_title(table, world, "2027-02-01", {"date": DAY}) == shown
    assert table.title.call(world, {"date": DAY}) == "2027-02-01"


def test_a_title_without_days_is_the_stored_one():
    table = TableDef(
        "visit", "visit", "visits", Formula("t", load(["field", 0, "name"]), (), "text", ["field", 0, "n"]), ()
    )
    assert listed_title(table, world_in("de"), "Kiosk", {"name": "Other"}) == "Kiosk"


def test_an_instant_is_told_in_the_zone_of_the_phone():
    at = dt.datetime(2027, 2, 1, 8, 30, tzinfo=dt.UTC)
    table = TableDef("visit", "visit", "visits", Formula("t", load(TREE), (), "text", TREE), ())
    assert record_title(table, world_in("de"), {"date": at}) == "01.02.2027, 09:30"


@pytest.mark.parametrize(
    ("language", "formula", "text"),
    [
        ("fi", 'Text(Date(2027, 2, 1), "d. mmmm yyyy")', "1. helmikuuta 2027"),
        ("pl", 'Text(1234567.5, "#,##0.00")', "1\u00a0234\u00a0567,50"),
        ("it", 'Text(Date(2027, 2, 1), "dddd")', "lunedì"),
        ("de", 'Text(Date(2027, 2, 1), "[$-en-US]mmmm")', "February"),
        ("de", "Text(Date(2027, 2, 1), DateTimeFormat.ShortDate)", "01.02.2027"),
        ("en-GB", "Text(Date(2027, 2, 1), DateTimeFormat.LongDate)", "1 February 2027"),
    ],
)
def test_formats_speak_every_language_of_the_app(language, formula, text):
    assert evaluate(formula, world=world_in(language)) == text
