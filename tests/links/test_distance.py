"""Distances as people say them, by language."""

from __future__ import annotations

import pytest

from fieldapp.fields.distance import write_distance
from fieldapp.fields.locale import locale_of
from tests.locales import locales_in

LOCALES = locales_in("SEK", ("en", "sv", "ar"))


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0, "10 m"),
        (14.9, "10 m"),
        (345, "350 m"),
        (994, "990 m"),
        (996, "1.0 km"),
        (2_060, "2.1 km"),
        (9_940, "9.9 km"),
        (9_960, "10 km"),
        (1_234_567, "1,235 km"),
    ],
)
def test_in_english(metres, said):
    assert write_distance(metres, locale_of(LOCALES, "en")) == said


def test_in_other_languages():
    assert write_distance(2_060, locale_of(LOCALES, "sv")) == "2,1 km"
    assert write_distance(350, locale_of(LOCALES, "ar")).endswith(" م")


def test_a_coarse_place_says_no_more_than_it_knows():
    english = locale_of(LOCALES, "en")
    said = [write_distance(metres, english, coarse=True) for metres in (10, 900, 1_400, 2_600)]
    assert said == ["Under 1 km", "Under 1 km", "1 km", "3 km"]
