"""Every brand gives a look that reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.ui.theme import READABLE, contrast, look_of

colors = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06X}")


@given(colors)
def test_words_on_the_brand_read_by_day_and_by_night(color: str):
    look = look_of(color)
    assert contrast(look.brand, look.on_brand) >= READABLE
    assert contrast(look.brand_dark, look.on_brand_dark) >= READABLE
    assert contrast(look.brand_dark, "#121414") >= READABLE


@pytest.mark.parametrize("color", ["", "green", "#12345", "#GGGGGG"])
def test_an_unreadable_color_becomes_a_calm_one(color: str):
    assert look_of(color).brand == "#1F5E6B"


def test_a_short_color_is_read():
    assert look_of("#0A5").brand == "#00AA55"
