"""A formula's query as one statement, and what its answer is read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fieldapp.data.database import quoted
from fieldapp.data.push.columns import Term, term
from fieldapp.data.push.condition import TRUE, Conditions, Part, both
from fieldapp.data.rows import IN_ORDER, from_doc, read_docs
from fieldapp.data.shape import Shape
from fieldapp.fields.numerals import CONTEXT
from fieldapp.formula import operators
from fieldapp.formula.functions import aggregate
from fieldapp.formula.selection import Query
from fieldapp.unchanging import unchanging

Read = Callable[[sqlite3.Connection], Any]

_TOTALS: Final[Mapping[str, Callable[..., Any]]] = {
    "Sum": aggregate.sum_,
    "Average": aggregate.average,
    "Min": aggregate.min_,
    "Max": aggregate.max_,
}
_WHOLE: Final = ("integer", "money")
SORTABLE: Final = ("integer", "money", "yes_no", "date", "time", "datetime")


@unchanging
class Plan:
    """`key` is the same for two plans that give the same answer between changes of the data; `read` gives it."""

    key: tuple[Any, ...]
    read: Read


def plan(
    shapes: Mapping[str, Shape],
    query: Query,
    values: Sequence[Any],
    seen: Part = TRUE,
    walked: Mapping[str, Shape] | None = None,
) -> Plan | None:
    """None where SQL would not give what the formula language does.

    `seen` are the rows that whoever asks may read, `walked` the tables whose rows may be read behind every link.
    """
    shape = shapes.get(query.table)
    if shape is None:
        return None
    shapes = shapes if walked is None else walked
    where = Conditions(shapes, shape, values).where(query.where)
    if where is not None and seen is not TRUE:
        where = both(seen, where)
    if query.take == "candidates":
        return _rows(shape, where, IN_ORDER, query.limit if where.exact else None) if where else None
    if where is None or not where.exact:
        return None
    if query.take == "rows":
        order = _order(shapes, shape, query)
        return _rows(shape, where, order, query.limit) if order else None
    if query.take == "CountRows":
        return _count(shape, where)
    found = term(shapes, shape, query.path)
    if found is None or found.kind == "other":
        return None
    if query.take == "Distinct":
        return _distinct(shape, where, found)
    return _total(query.take, shape, where, found)


def _rows(shape: Shape, where: Part, order: str, limit: int | None) -> Plan:
    tail = f" WHERE {where.sql}{order}{'' if limit is None else f' LIMIT {limit}'}"

    def read(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        docs = read_docs(connection, shape, tail, where.values)
        return [from_doc((*shape.builtin, *shape.columns), shape.lines, doc) for doc in docs]

    return Plan((shape.name, "rows", tail, where.values), read)


def _order(shapes: Mapping[str, Shape], shape: Shape, query: Query) -> str | None:
    if query.order is None:
        return IN_ORDER
    path, descending = query.order
    found = term(shapes, shape, path)
    if found is None or found.kind not in SORTABLE:
        return None
    direction = " DESC" if descending else ""
    return f" ORDER BY {found.key} IS NULL, {found.key}{direction}, record._line, record._row"


def _count(shape: Shape, where: Part) -> Plan:
    statement = _select("count(*)", shape, where)
    return Plan((statement, where.values), lambda it: Decimal(it.execute(statement, where.values).fetchone()[0]))


def _distinct(shape: Shape, where: Part, found: Term) -> Plan:
    """Each value where it comes first. Stored forms of one value may differ, so that values are compared again."""
    statement = _select(found.stored, shape, where) + IN_ORDER

    def read(connection: sqlite3.Connection) -> list[dict[str, Any]]:
        stored = dict.fromkeys(value for (value,) in connection.execute(statement, where.values))
        return [{"Value": value} for value in dict.fromkeys(map(found.value, stored))]

    return Plan(("Distinct", statement, where.values), read)


def _total(take: str, shape: Shape, where: Part, found: Term) -> Plan:
    """Whole numbers and dates in SQL; the rest from the column's values, which SQL would count as floats."""
    if found.kind in _WHOLE and take in ("Sum", "Average"):
        # In halves, since a sum of SQLite's integers may overflow where one of decimals would not.
        halves = f"count({found.key}), sum({found.key} >> 32), sum({found.key} & 4294967295)"
        statement = _select(halves, shape, where)

        def add_up(connection: sqlite3.Connection) -> Any:
            count, high, low = connection.execute(statement, where.values).fetchone()
            if not count:
                return _TOTALS[take]()
            total = CONTEXT.scaleb(Decimal((high << 32) + low), -found.digits)
            return total if take == "Sum" else operators.divide(total, Decimal(count))

        return Plan((take, statement, where.values), add_up)
    if take in ("Min", "Max") and found.kind in (*_WHOLE, "date", "time"):
        statement = _select(f"{take.lower()}({found.key})", shape, where)
        return Plan(
            (statement, where.values), lambda it: found.value(it.execute(statement, where.values).fetchone()[0])
        )
    every = _select(found.stored, shape, where) + IN_ORDER

    def work_out(connection: sqlite3.Connection) -> Any:
        return _TOTALS[take](*(found.value(value) for (value,) in connection.execute(every, where.values)))

    return Plan((take, every, where.values), work_out)


def _select(what: str, shape: Shape, where: Part) -> str:
    return f"SELECT {what} FROM {quoted(shape.table)} AS record WHERE {where.sql}"
