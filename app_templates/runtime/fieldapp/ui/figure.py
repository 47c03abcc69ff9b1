"""The figure people look at: of an order its total, of a row its amount."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from fieldapp.app.definition import FieldDef


def total_field(fields: Sequence[FieldDef]) -> FieldDef | None:
    """The last computed money field that is made of other money here, else the last computed money field.

    So a row's `amount = cases * price` wins over a `deposit = cases * product.deposit` that stands below it.
    """
    money = {field.name for field in fields if field.type == "money"}
    computed = [field for field in reversed(fields) if field.type == "money" and field.formula is not None]
    made_of_money = (field for field in computed if _reads(field) & money)
    return next(made_of_money, next(iter(computed), None))


def amount_field(lines: FieldDef, record: Sequence[FieldDef]) -> FieldDef | None:
    """What a row comes to: of its computed money, that which the total of the `record` is summed up from, however deep
    in other lines these lines stand.

    Of several such, those that are made of another one are left out: with `goods = Sum(lines, net)` and
    `taxes = Sum(lines, tax)` the amount is `net`, which `tax` is made of. Where nothing is summed up, the row's own
    total.
    """
    computed = [field for field in lines.fields if field.type == "money" and field.formula is not None]
    if len(computed) < 2:
        return next(iter(computed), None)
    summed = _summed(lines, record)
    found = [field for field in computed if field.path in summed]
    names = {field.name for field in found}
    first = [field for field in found if not _reads(field) & (names - {field.name})]
    money = {field.name for field in lines.fields if field.type == "money"}
    made_of_money = (field for field in first if _reads(field) & money)
    return next(made_of_money, next(iter(first), None)) or total_field(lines.fields)


def _summed(lines: FieldDef, record: Sequence[FieldDef]) -> set[str]:
    """Paths of the fields of rows that the record's total reads, or that something reads which it is made of.

    Where the total reads none, the amount of the rows that these lines stand in is looked into in its place.
    """
    by_path = {field.path: field for field in _all(record)}
    above = by_path.get(lines.path.rpartition(".")[0])
    found = _read_by(total_field(record), lines, by_path)
    return found or (_read_by(amount_field(above, record), lines, by_path) if above is not None else set())


def _read_by(total: FieldDef | None, lines: FieldDef, by_path: Mapping[str, FieldDef]) -> set[str]:
    """What is read of the rows from outside of them, on the way down from a total."""
    waiting = [total] if total is not None else []
    met = {field.path for field in waiting}
    found = set()
    while waiting:
        reader = waiting.pop()
        table = reader.path.partition(".")[0]
        for dep in reader.formula.deps if reader.formula else ():
            path = f"{table}.{dep.replace('[@]', '').replace('[]', '')}"
            if path.rpartition(".")[0] == lines.path:
                found.add(path)
            elif path in by_path and path not in met and not path.startswith(f"{lines.path}."):
                met.add(path)
                waiting.append(by_path[path])
    return found


def _all(fields: Sequence[FieldDef]) -> Iterator[FieldDef]:
    for field in fields:
        yield field
        yield from _all(field.fields)


def _reads(field: FieldDef) -> set[str]:
    """Names of the fields beside it that a formula reads: `goods` of a record, `price` of `lines[@].price`."""
    deps = field.formula.deps if field.formula else ()
    return {dep.rsplit(".", 1)[-1] for dep in deps if "[]" not in dep}
