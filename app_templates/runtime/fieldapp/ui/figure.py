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


def amount_field(lines: FieldDef, beside: Sequence[FieldDef]) -> FieldDef | None:
    """What a row comes to: of its computed money, that which the total of the record (`beside`) is summed up from.

    Of several such, those that are made of another one are left out: with `goods = Sum(lines, net)` and
    `taxes = Sum(lines, tax)` the amount is `net`, which `tax` is made of. Where nothing is summed up, the row's own
    total.
    """
    computed = [field for field in lines.fields if field.type == "money" and field.formula is not None]
    if len(computed) < 2:
        return next(iter(computed), None)
    summed = _summed(lines.name, beside)
    found = [field for field in computed if field.name in summed]
    names = {field.name for field in found}
    first = [field for field in found if not _reads(field) & (names - {field.name})]
    money = {field.name for field in lines.fields if field.type == "money"}
    made_of_money = (field for field in first if _reads(field) & money)
    return next(made_of_money, next(iter(first), None)) or total_field(lines.fields)


def _summed(lines: str, beside: Sequence[FieldDef]) -> set[str]:
    """The fields of rows that the record's total reads, or that something reads which it is made of."""
    total = total_field(beside)
    by_name = {field.name: field for field in beside}
    waiting = [total] if total is not None else []
    met = {field.name for field in waiting}
    found = set()
    while waiting:
        formula = waiting.pop().formula
        for dep in formula.deps if formula else ():
            where, _, name = dep.rpartition(".")
            if where.rpartition(".")[2] == f"{lines}[]":
                found.add(name)
            elif "[]" not in dep and name in by_name and name not in met:
                met.add(name)
                waiting.append(by_name[name])
    return found


def _reads(field: FieldDef) -> set[str]:
    """Names of the fields beside it that a formula reads: `goods` of a record, `price` of `lines[@].price`."""
    deps = field.formula.deps if field.formula else ()
    return {dep.rsplit(".", 1)[-1] for dep in deps if "[]" not in dep}
