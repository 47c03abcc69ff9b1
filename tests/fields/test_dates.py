"""Dates, times and instants."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.locales import EVERY as LANGUAGES
from tests.locales import locale_of

from fieldapp.fields import Unreadable, of

DAY = dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "2027-02-01"),
        ("de", "2027-02-01"),
        ("de", "1.2.2027"),
        ("de", "01.02.27"),
        ("fr", "1/2/2027"),
        ("sv", "27-02-01"),
        ("sv", "1/2 2027"),
        ("sv", "20270201"),
        ("en", "1 Feb 2027"),
        ("en", "February 1, 2027"),
        ("en-US", "2/1/2027"),
        ("en-GB", "1/2/2027"),
        ("fi", "1.2.2027"),
    ],
)
def test_a_day_in_the_way_of_the_language(language, text, app):
    assert of("date").parse(text, locale_of(language), app) == DAY


def test_plain_english_asks_which_is_the_month(app):
    en = locale_of("en")
    assert of("date").parse("2/1/2027", en, app).key == "date_ambiguous"
    assert of("date").parse("13/2/2027", en, app) == dt.date(2027, 2, 13)
    assert of("date").parse("2/13/2027", en, app) == dt.date(2027, 2, 13)


@pytest.mark.parametrize("text", ["31.4.2027", "0.1.2027", "2027", "soon", "2027-13-01", "1 Foo 2027", "1.2.20270"])
def test_what_is_no_day_is_said_with_an_example(text, app):
    found = of("date").parse(text, locale_of("de"), app)
    assert isinstance(found, Unreadable) and found.values == {"example": "31.12.2027"}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:30", dt.time(14, 30)),
        ("14.30", dt.time(14, 30)),
        ("kl. 14.30", dt.time(14, 30)),
        ("1430", dt.time(14, 30)),
        ("14", dt.time(14)),
        ("14h30", dt.time(14, 30)),
        ("2:30 pm", dt.time(14, 30)),
        ("12 am", dt.time(0)),
        ("12 p.m.", dt.time(12)),
        ("9:05:07", dt.time(9, 5, 7)),
    ],
)
def test_times(text, time, app):
    assert of("time").parse(text, locale_of("sv"), app) == time


@pytest.mark.parametrize("text", ["25:00", "14:60", "noon", "13 pm", "-1", "1:2:3:4"])
def test_no_times(text, app):
    assert isinstance(of("time").parse(text, locale_of("sv"), app), Unreadable)


def test_an_instant_is_stored_as_utc_with_its_offset(app):
    kind, stockholm = of("datetime"), locale_of("sv", ZoneInfo("Europe/Stockholm"))
    value = kind.parse("2027-02-01 09:30", stockholm, app)
    assert kind.to_json(value, app) == "2027-02-01T08:30:00.000Z+01:00"
    assert kind.from_json("2027-02-01T08:30:00.000Z+01:00", app).isoformat() == "2027-02-01T09:30:00+01:00"
    assert kind.show(value, locale_of("sv", ZoneInfo("Europe/Helsinki")), app) == "2027-02-01 10:30"
    assert kind.from_json("2027-02-01T09:30:00+01:00", app) == value


def test_stored_instants_sort_by_time(app):
    kind = of("datetime")
    east, west = dt.timezone(dt.timedelta(hours=9)), dt.timezone(dt.timedelta(hours=-5))
    first, second = dt.datetime(2027, 2, 1, 12, tzinfo=east), dt.datetime(2027, 2, 1, 1, tzinfo=west)
    assert first < second and kind.to_json(first, app) < kind.to_json(second, app)


@given(day=st.dates(dt.date(1969, 1, 1)), clock=st.times(), language=st.sampled_from(LANGUAGES))
def test_what_is_shown_reads_back_the_same(day, clock, language, app):
    locale = locale_of(language)
    minute = clock.replace(second=0, microsecond=0)
    for kind, value in (
        (of("date"), day),
        (of("time"), clock.replace(microsecond=0)),
        (of("datetime"), dt.datetime.combine(day, minute, dt.UTC)),
    ):
        assert kind.parse(kind.edit_text(value, locale, app), locale, app) == value
        assert kind.from_json(kind.to_json(value, app), app) == value
