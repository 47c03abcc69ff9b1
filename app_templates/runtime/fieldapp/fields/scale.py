"""scale: a number between two ends, picked on a slider."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fieldapp.fields.base import Doubt, Setting
from fieldapp.fields.locale import Locale
from fieldapp.fields.number import NumberType
from fieldapp.fields.numerals import CONTEXT, tidy, write_decimal

if TYPE_CHECKING:
    from fieldapp.app.definition import AppDef, FieldDef


def step_of(definition: FieldDef | None) -> Decimal:
    """How far apart two values of the scale are."""
    return Decimal(definition.step) if definition is not None and definition.step else Decimal(1)


class ScaleType(NumberType):
    """`min`, or a whole number of steps above it, up to `max`."""

    name = "scale"

    def places(self, app: AppDef, definition: FieldDef | None) -> int | None:
        exponent = tidy(step_of(definition)).as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0

    def doubt(self, value: Any, locale: Locale, definition: FieldDef, low: Any, high: Any) -> Doubt | None:
        """A value between two steps, such as a rule or an older app may leave."""
        step = step_of(definition)
        if not isinstance(low, Decimal) or not CONTEXT.remainder(CONTEXT.subtract(value, low), step):
            return None
        return Doubt("not_an_option", "not_a_step", {"step": write_decimal(step, locale)})

    def invent(self, where: Setting, definition: FieldDef) -> Any:
        low = where.low if where.low is not None else Decimal(0)
        high = where.high if where.high is not None else Decimal(10)
        steps = int(CONTEXT.divide_int(CONTEXT.subtract(high, low), step_of(definition)))
        return tidy(low + where.chance.randint(0, max(steps, 0)) * step_of(definition))
