"""A signature's value: it comes back from store and file as it was given, and what is none is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.fields import of
from fieldapp.fields.places import place

KIND, APP = of("signature"), None
NAMES = st.text(st.characters(categories=["L", "Nd", "Zs"], max_codepoint=0x17F), min_size=1, max_size=30)
WORDS = st.none() | NAMES
MOMENTS = st.datetimes(
    dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1), timezones=st.just(dt.timezone(dt.timedelta(hours=-5)))
).map(lambda at: at.replace(microsecond=0))
STROKES = st.lists(
    st.lists(st.tuples(st.integers(-50, 1050), st.integers(-50, 700)), min_size=1, max_size=6).map(
        lambda points: [part for point in points for part in point]
    ),
    max_size=4,
)
SIGNATURES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "at": MOMENTS,
        "meaning": WORDS,
        "says": WORDS,
        "language": st.sampled_from(["en", "sv"]),
        "typed": st.booleans(),
        "strokes": STROKES,
        "place": st.none() | st.builds(place, st.just("59.33"), st.just("18.06"), st.integers(1, 90), MOMENTS),
        "seals": st.dictionaries(st.sampled_from(["total", "lines"]), st.just("ab" * 32)),
    }
)


@given(SIGNATURES)
def test_a_signature_comes_back_from_store_and_file(value):
    assert KIND.from_json(KIND.to_json(value, APP), APP) == value
    assert KIND.from_json(KIND.to_text(value, APP), APP) == value
    assert KIND.from_json(KIND.to_json(value, APP), APP)["at"].utcoffset() == dt.timedelta(hours=-5)


@pytest.mark.parametrize(
    "broken",
    [
        {"name": "Kim"},
        {"name": 7, "at": "2027-01-01T00:00:00.000Z+00:00"},
        {"name": "Kim", "at": "yesterday"},
        {"name": "Kim", "at": "2027-01-01T00:00:00.000Z+00:00", "strokes": [[1, 2, 3]]},
        {"name": "Kim", "at": "2027-01-01T00:00:00.000Z+00:00", "strokes": [[0.5, 2]]},
        {"name": "Kim", "at": "2027-01-01T00:00:00.000Z+00:00", "strokes": [[1, 2]] * 6_001},
        {"name": "Kim", "at": "2027-01-01T00:00:00.000Z+00:00", "place": {"latitude": "99", "longitude": "0"}},
        "Kim Berg",
        ["Kim"],
    ],
)
def test_what_is_no_signature_is_refused(broken: object):
    with pytest.raises(ValueError):
        KIND.from_json(broken, APP)


def test_blank_is_blank():
    assert [KIND.from_json(data, APP) for data in (None, "", {})] == [None] * 3
    assert (KIND.to_json(None, APP), KIND.to_text(None, APP)) == (None, "")
