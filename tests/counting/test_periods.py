"""The days that a limit looks at."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.formula.counting import period


@pytest.mark.parametrize(
    ("within", "first", "last"),
    [
        ("calendar_year", "2028-01-01", "2028-12-31"),
        ("calendar_month", "2028-02-01", "2028-02-29"),
        ("1", "2028-02-29", "2028-02-29"),
        ("30", "2028-01-31", "2028-02-29"),
    ],
)
def test_the_period_around_a_leap_day(within, first, last):
    days = tuple(dt.date.fromisoformat(day) for day in (first, last))
    assert period(within, dt.date(2028, 2, 29)) == days


def test_stock_has_no_period():
    assert period("", dt.date(2028, 2, 29)) == (None, None)


@given(st.dates(), st.integers(1, 9999))
def test_so_many_days_end_on_the_day_itself(day, count):
    first, last = period(str(count), day)
    assert last == day
    assert (last - first).days + 1 == min(count, day.toordinal())


@given(st.dates(), st.sampled_from(["calendar_year", "calendar_month"]))
def test_a_day_is_in_its_period_and_the_day_after_the_last_is_in_another(day, within):
    first, last = period(within, day)
    assert first <= day <= last
    if last < dt.date.max:
        assert period(within, last + dt.timedelta(days=1))[0] == last + dt.timedelta(days=1)
