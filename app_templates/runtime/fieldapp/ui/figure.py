"""The figure people look at: of an order its total, of a row its amount."""

from __future__ import annotations

from collections.abc import Sequence

from fieldapp.app.definition import FieldDef


def total_field(fields: Sequence[FieldDef]) -> FieldDef | None:
    """The last computed money field that is made of other money here, else the last computed money field.

    So a row's `amount = cases * price` wins over a `deposit = cases * product.deposit` that stands below it.
    """
    money = {field.name for field in fields if field.type == "money"}
    computed = [field for field in reversed(fields) if field.type == "money" and field.formula is not None]
    made_of_money = (field for field in computed if _reads(field) & money)
    return next(made_of_money, next(iter(computed), None))


def _reads(field: FieldDef) -> set[str]:
    """Names of the fields beside it that a formula reads: `goods` of a record, `price` of `lines[@].price`."""
    deps = field.formula.deps if field.formula else ()
    return {dep.rsplit(".", 1)[-1] for dep in deps if "[]" not in dep}
