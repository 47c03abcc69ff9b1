"""Distances as people say them: `350 m`, `2.1 km`."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.app.strings import runtime_text
from fieldapp.fields.locale import Locale
from fieldapp.fields.numerals import to_places, write_decimal

_STEP = 10
_KILOMETRE = 1000


def write_distance(metres: float, locale: Locale, *, coarse: bool = False) -> str:
    """In tens of metres, from a kilometre with one decimal, from ten without.

    A `coarse` one is between places that are rounded to about a kilometre: it says no more than that.
    """
    tens = int(to_places(Decimal(metres) / _STEP, 0)) * _STEP
    if coarse and tens < _KILOMETRE:
        return runtime_text(locale.language, "distance_close", n=write_decimal(Decimal(1), locale))
    if tens < _KILOMETRE:
        return runtime_text(locale.language, "distance_m", n=write_decimal(Decimal(max(tens, _STEP)), locale))
    kilometres = Decimal(metres) / _KILOMETRE
    places = 0 if coarse or to_places(kilometres, 1) >= 10 else 1
    return runtime_text(locale.language, "distance_km", n=write_decimal(kilometres, locale, places, grouped=True))
