"""score: points out of the most there are, over rows that are answered, as a percentage with a band."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.app.strings import runtime_text
from fieldapp.fields.base import Setting
from fieldapp.fields.locale import Locale
from fieldapp.fields.numerals import as_decimal, to_places
from fieldapp.fields.percent import PercentType

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, BandDef, FieldDef

KEPT_PLACES = 4
"""A score is what people see of it: two decimals of a percent. So its band never contradicts the figure beside it."""


class ScoreType(PercentType):
    """A fraction that the form works out; blank until every row is answered."""

    name = "score"
    figure = False

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        return KEPT_PLACES

    def fit(self, value: Any, app: AppDef, definition: FieldDef | None = None) -> Any:
        return None if value is None else to_places(as_decimal(value), KEPT_PLACES)

    def show(self, value: Any, locale: Locale, app: AppDef, definition: FieldDef | None = None) -> str:
        figure = super().show(value, locale, app, definition)
        band = band_of(value, definition)
        return figure if band is None else f"{figure} · {runtime_text(locale.language, f'band_{band.name}')}"

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        return None


def band_of(value: Any, definition: FieldDef | None) -> BandDef | None:
    """The highest band that a score reaches; None where it is blank, failed, or reaches none."""
    if not isinstance(value, Decimal) or definition is None or definition.score is None:
        return None
    reached = [band for band in definition.score.bands if value >= Decimal(band.least)]
    return max(reached, key=lambda band: Decimal(band.least), default=None)
