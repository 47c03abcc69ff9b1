"""Stock -> what each record brings in or takes out, and checks of the tables that take."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping

from fieldapp.unchanging import unchanging
from fieldpact.formula import types as t
from fieldpact.formula.stock import StockTypes
from fieldpact.model.counting import Count, Entry
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Check, Table
from fieldpact.resolve.context import Context
from fieldpact.resolve.counting import Source, Sources
from fieldpact.resolve.env import Schema
from fieldpact.resolve.formulas import Compiler
from fieldpact.resolve.limits import check_of, resolve_limit
from fieldpact.resolve.names import check_ids
from fieldpact.spec.document import Spec
from fieldpact.spec.stock import Stock


def with_stock(schema: Schema, spec: Spec) -> Schema:
    """The schema with what formulas may ask of each stock. One whose keys can't be told has its own finding."""
    stock = {}
    for name, declared in spec.stock.items():
        paths = [path.split(".") for path in (*declared.plus, *declared.minus)]
        keys = {key: _kind(schema, paths[0], key) for key in declared.per}
        known = {key: kind for key, kind in keys.items() if kind is not None}
        stock[name] = StockTypes(known, tuple(dict.fromkeys(path[0] for path in paths)))
    return dataclasses.replace(schema, stock=stock)


def _kind(schema: Schema, path: list[str], key: str) -> t.Type | None:
    record = schema.fields.get(path[0], {})
    lines = record.get(path[1]) if len(path) > 2 else None
    row = lines.fields if isinstance(lines, t.TableType) else {}
    return row.get(key) or record.get(key)


def with_counts(
    context: Context, compiler: Compiler, schema: Schema, spec: Spec, tables: Mapping[str, Table]
) -> tuple[dict[str, Table], tuple[Count, ...]]:
    """The tables with the checks that limits and stock are kept by, and what is counted for them."""
    check_ids(context, spec.limits, ("limits",), "a limit", frozenset())
    check_ids(context, spec.stock, ("stock",), "a stock", frozenset(spec.limits))
    sources = Sources(context, compiler, schema, tables)
    counts: list[Count] = []
    checks: dict[str, list[Check]] = {}
    for name, limit in spec.limits.items():
        if (resolved := resolve_limit(sources, name, limit)) is not None:
            count, table, check = resolved
            counts.append(count)
            checks.setdefault(table, []).append(check)
    for name, stock in spec.stock.items():
        if (ledger := _Ledger(sources, name, stock).resolve()) is not None:
            counts.append(ledger[0])
            for table, check in ledger[1]:
                checks.setdefault(table, []).append(check)
    whole = {
        name: dataclasses.replace(table, checks=(*table.checks, *checks.get(name, ())))
        for name, table in tables.items()
    }
    return whole, tuple(counts)


@unchanging
class _Ledger:
    sources: Sources
    name: str
    stock: Stock

    def resolve(self) -> tuple[Count, list[tuple[str, Check]]] | None:
        """None where something is wrong, which is reported."""
        at: SpecPath = ("stock", self.name)
        if not self.sources.check_names(self.stock.per, (*at, "per")):
            return None
        parts = [*self._parts("plus", at), *self._parts("minus", at)]
        if len(parts) < len(self.stock.plus) + len(self.stock.minus):
            return None
        self.sources.check_tables(self.stock.counts_when, [source.table.name for source, _, _ in parts], at)
        count = Count(self.name, "stock", at, tuple(self.stock.per), tuple(entry for _, _, entry in parts))
        return count, list(self._checks(count, parts))

    def _parts(self, key: str, at: SpecPath) -> Iterator[tuple[Source, Mapping[str, Formula], Entry]]:
        for number, path in enumerate(getattr(self.stock, key)):
            source = self.sources.source(path, (*at, key, number))
            if source is None:
                continue
            id_ = f"stock.{self.name}.{key}.{number}"
            formulas = {
                name: self.sources.key(source, name, f"{id_}.{name}", (*at, "per", place))
                for place, name in enumerate(self.stock.per)
            }
            keys = {name: formula for name, formula in formulas.items() if formula is not None}
            if len(keys) == len(self.stock.per):
                rows = self.sources.rows(source, keys, "", f"{id_}.rows", (*at, key, number))
                states = self.sources.states(source.table, self.stock.counts_when, at)
                yield source, keys, Entry(source.table.name, rows, states, key == "minus")

    def _checks(
        self, count: Count, parts: list[tuple[Source, Mapping[str, Formula], Entry]]
    ) -> Iterator[tuple[str, Check]]:
        if self.stock.at_least is None:
            return
        for source, keys, entry in parts:
            if entry.takes:
                least, say = self.stock.at_least, self.stock.say
                check = check_of(self.sources, source, count, entry, keys, least, "", "stop", say, "at_least")
                if check is not None:
                    yield source.table.name, check
