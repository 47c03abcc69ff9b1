"""Where values go that are made of others or shown outside a record: rows of the rules' table `flows`.

A value that goes into another one takes its class along, so that any class may go that way. A title, a search, an
order, a message or a connector is an end, with a clearance of its own. Restricted values are sealed one by one: nothing
can be found, ordered, narrowed or called by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fieldpact.govern.connectors import KnownConnector
from fieldpact.govern.infer import RANK, Verdicts
from fieldpact.govern.sources import Source, made_of, messages_of, sources_of
from fieldpact.model.app import App, View
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table

CLEARANCE = {
    "title": "personal",
    "search": "personal",
    "sort": "personal",
    "filter": "personal",
    "access": "personal",
    "message": "personal",
    "export": "personal",
}
"""By kind the highest class that may go there; where a kind isn't named, the class goes along with the value."""

_NARROWING = {
    "Filter": "filter", "CountIf": "filter", "LookUp": "filter", "Search": "filter", "Distinct": "filter",
    "Sort": "sort", "SortByColumns": "sort",
}  # fmt: skip
"""Functions over stored records that are answered by looking at a field of each."""

Row = dict[str, Any]


def flows_of(app: App, verdicts: Verdicts, known: Mapping[str, KnownConnector]) -> Iterator[tuple[Row, SpecPath]]:
    """Every flow with its place."""
    for way in (*sources_of(app), *messages_of(app), *_ends(app)):
        yield _row(way, verdicts, CLEARANCE.get(way.kind, "restricted")), way.at
    for connector in app.connectors:
        agreed = known.get(connector.name)
        for way in _carried(app, connector.name, connector.tables, connector.at):
            row = _row(way, verdicts, agreed.clearance if agreed else "public")
            yield {**row, "known": agreed is not None}, way.at


def class_of(source: str, verdicts: Verdicts) -> str:
    """The class of a path among sources: a field, a title, or something of the person."""
    field = verdicts.fields.get(source)
    if field is not None:
        return field.effective
    return verdicts.titles[source.split(".")[0]] if source.endswith("#") else verdicts.worldly.get(source, "internal")


def carried_class(app: App, tables: Iterable[str], verdicts: Verdicts) -> str:
    """The highest class of what goes with the records of some tables."""
    found = (verdicts.fields[field.path].effective for name in tables for field in app.tables[name].all_fields())
    return max(found, key=RANK.__getitem__, default="internal")


def _row(way: Source, verdicts: Verdicts, clearance: str) -> Row:
    level = class_of(way.source, verdicts)
    table, dot, _ = way.source.partition(".")
    return {
        "source": way.source.removesuffix("#"),
        "target": way.target.removesuffix("#"),
        "kind": way.kind,
        "class": level,
        "class_rank": RANK[level],
        "source_table": table if dot else None,
        "clearance": clearance,
        "clearance_rank": RANK[clearance],
        "known": True,
    }


def _carried(app: App, connector: str, tables: Iterable[str], at: SpecPath) -> Iterator[Source]:
    for name in tables:
        for field in app.tables[name].all_fields():
            if field.type not in ("note", "lines"):
                yield Source(field.path, connector, "connector", at)


def _ends(app: App) -> Iterator[Source]:
    for table in app.tables.values():
        for field in table.all_fields():
            yield from _of_field(app, table, field)
        for role, access in table.access.items():
            for rule in access.rules:
                yield from made_of(app, table, rule, role, "access")
        for name in table.unique:
            yield Source(f"{table.name}.{name}", table.name, "filter", (*table.at, "unique"))
    for view in app.views:
        yield from _of_view(app, view)


def _of_field(app: App, table: Table, field: Field) -> Iterator[Source]:
    if field.search:
        yield Source(field.path, table.name, "search", (*field.at, "search"))
    if field.type not in ("note", "lines"):
        yield Source(field.path, table.name, "export", field.at)
    target = app.tables.get(field.to or "")
    if target is not None:
        for name in field.filters:
            yield Source(f"{target.name}.{name}", field.path, "filter", (*field.at, "filters"))
        if field.where is not None:
            candidate = field.path.count(".")  # the record, the row in it, then the one that may be picked
            read = dict.fromkeys(_read_of(field.where.tree, "field", candidate))
            yield from (Source(f"{target.name}.{name}", field.path, "filter", field.where.at) for name in read)
    if field.lookup is not None:
        for key in field.lookup.keys:
            yield Source(f"{field.lookup.table}.{key.name}", field.path, "filter", field.lookup.at)
    rows = field.rows.formulas() if field.rows is not None else ()
    for formula in (field.formula, field.default, field.set, field.visible, field.required, *rows):
        if formula is not None:
            yield from _asked(formula, field.path)


def _of_view(app: App, view: View) -> Iterator[Source]:
    table = app.tables[view.of]
    for name in view.columns:
        yield Source(f"{view.of}.{name}", view.name, "view", (*view.at, "columns"))
    for name in view.sort:
        yield Source(f"{view.of}.{name.removeprefix('-')}", view.name, "sort", (*view.at, "sort"))
    for name in view.filters:
        yield Source(f"{view.of}.{name}", view.name, "filter", (*view.at, "filters"))
    for formula, kind in ((view.where, "filter"), (view.color, "view")):
        if formula is not None:
            yield from made_of(app, table, formula, view.name, kind)


def _asked(formula: Formula, target: str) -> Iterator[Source]:
    """Fields of stored records by which a formula chooses or orders them."""
    pending: list[Any] = [formula.tree] if any(dep.startswith("table:") for dep in formula.deps) else []
    while pending:
        node = pending.pop()
        kind = _NARROWING.get(node[1]) if node[:1] == ["call"] else None
        stored = _stored_table(node) if kind else None
        if kind and stored:
            for each in (part for part in node[3:] if isinstance(part, list) and part[:1] == ["each"]):
                for name in dict.fromkeys(_read_of(each, "get", each[1])):
                    yield Source(f"{stored}.{name}", target, kind, formula.at)
        pending += [part for part in node if isinstance(part, list)]


def _stored_table(call: list[Any]) -> str | None:
    """The table that a call goes over, if it is a stored one, through other calls that only choose or order."""
    over = call[2] if len(call) > 2 else None
    while isinstance(over, list) and over[:1] == ["call"] and over[1] in _NARROWING:
        over = over[2]
    return over[1] if isinstance(over, list) and over[:1] == ["rows"] else None


def _read_of(tree: list[Any], how: str, scope: int) -> Iterator[str]:
    """Names read of one scope: `["field", scope, name]`, or `["get", ["row", scope], name]`."""
    pending: list[Any] = [tree]
    while pending:
        node = pending.pop()
        if (how == "field" and node[:2] == ["field", scope]) or (how == "get" and node[:2] == ["get", ["row", scope]]):
            yield node[2]
        pending += [part for part in node if isinstance(part, list)]
