"""Every brand gives a look that reads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldapp.ui.theme import DAY_GROUND, NIGHT_GROUND, READABLE, contrast, dark, light, look_of

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


BRANDS = (
    *("#0B6E4F", "#8A1C3B", "#1F5F8B", "#1B4F8A", "#3B4A9E", "#6A3FA0"),  # of the examples
    *("#FFD500", "#FF5A00", "#00A651", "#7F7F7F", "#000000", "#FFFFFF"),
)


@pytest.mark.parametrize("brand", BRANDS)
def test_what_stands_in_the_brand_s_colour_reads_on_every_card(brand: str):
    for theme, ground in ((light(look_of(brand)), DAY_GROUND), (dark(look_of(brand)), NIGHT_GROUND)):
        scheme = theme.color_scheme
        assert scheme is not None
        if scheme.primary is not None:  # else the seed's own tone, which Material makes readable
            assert contrast(str(scheme.primary), ground) >= READABLE
            assert contrast(str(scheme.primary), str(scheme.on_primary)) >= READABLE
        assert contrast(str(scheme.tertiary_container), str(scheme.on_tertiary_container)) >= READABLE


def test_a_pale_brand_leaves_words_to_its_tone():
    assert light(look_of("#FFD500")).color_scheme.primary is None
    assert light(look_of("#777777")).color_scheme.primary is None  # 4.48 on white: it would not read on a card
    assert light(look_of("#0B6E4F")).color_scheme.primary == "#0B6E4F"
