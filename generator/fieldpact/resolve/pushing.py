"""Formulas that go through a large reference table row by row, because the store can't answer them by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from fieldpact.findings import Finding, Severity, Span
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.resolve.types import BUILT_IN, PERSON

MOST_ROWS: Final = 5_000
"""A phone goes through so many rows in a few milliseconds."""


def slow_formulas(app: App, sizes: Mapping[str, int], place: Callable[[SpecPath], Span | None]) -> list[Finding]:
    """A warning for each formula that reads all of a table with more than MOST_ROWS; `sizes` are rows by table."""
    large = {table: rows for table, rows in sizes.items() if rows > MOST_ROWS}
    if not large:
        return []
    judge = Judge(app)
    found = []
    for formula in app.formulas.values():
        for table in dict.fromkeys(judge.read_whole(formula.tree)):
            if table in large:
                found.append(_finding(formula, table, large[table], place))
    for declared, where, level in _candidates(app):
        if declared in large and not judge.answers_where(declared, where, level):
            found.append(_finding(where, declared, large[declared], place))
    return found


def _finding(formula: Formula, table: str, rows: int, place: Callable[[SpecPath], Span | None]) -> Finding:
    return Finding(
        "slow-over-table",
        f"this goes through all {rows:,} rows of {table} one by one, which people notice on a phone",
        place(formula.at),
        Severity.WARNING,
        ".".join(map(str, formula.at)),
        f"first compare a field of {table} as it is stored with a value, as in Filter({table}, name = …, the rest)",
    )


def _candidates(app: App) -> Iterator[tuple[str, Formula, int]]:
    """The `where` of views and links: its table, and how many records stand before the candidate."""
    for view in app.views:
        if view.where is not None:
            yield view.of, view.where, 0
    for table in app.tables.values():
        yield from _of_links(table.fields, 1)


def _of_links(fields: tuple[Field, ...], level: int) -> Iterator[tuple[str, Formula, int]]:
    for field in fields:
        if field.to is not None and field.where is not None:
            yield field.to, field.where, level
        yield from _of_links(field.fields, level + 1)


class Judge:
    """What the app's store can answer. The runtime's own words for it are imported only where a table is large."""

    def __init__(self, app: App) -> None:
        from fieldapp.data.push.columns import STORED_AS
        from fieldapp.data.push.plan import SORTABLE
        from fieldapp.formula import selection

        self._app = app
        self._stored_as = STORED_AS
        self._sortable = SORTABLE
        self._ask = selection

    def read_whole(self, tree: list[Any]) -> Iterator[str]:
        """The stored tables of which a formula needs every row."""
        nodes, answered = [tree], set[int]()
        for node in nodes:
            if node[:1] == ["rows"] and id(node) not in answered:
                yield node[1]
            if node[:1] == ["call"] and self._answers_call(node[1], node[2:]):
                source = node[2]
                while source[0] == "call":
                    source = source[2]
                answered.add(id(source))
            nodes.extend(part for part in node if isinstance(part, list))

    def answers_where(self, table: str, where: Formula, level: int) -> bool:
        """Whether the records that a view shows or a link offers are found without reading the others."""
        asked = self._ask.condition(where.tree, level)
        return self._exactly(replace(asked.query, table=table))

    def _answers_call(self, name: str, arguments: list[Any]) -> bool:
        some = self._ask.candidates(name, arguments)
        if some is not None and self._knows(some.query.table, self._asked_first(some.query.where[0])):
            return True
        whole = self._ask.answer(name, arguments) or self._ask.beginning(name, arguments)
        return whole is not None and self._exactly(whole.query)

    def _exactly(self, query: Any) -> bool:
        """Whether every condition, the column and the order are ones that SQL knows."""
        if query.order is not None and self._kind(query.table, query.order[0]) not in self._sortable:
            return False
        if query.path and self._kind(query.table, query.path) is None:
            return False
        return all(self._knows(query.table, condition) for condition in query.where)

    def _asked_first(self, condition: tuple[Any, ...]) -> tuple[Any, ...]:
        while condition[0] == "and":
            condition = condition[1]
        return condition

    def _knows(self, table: str, condition: tuple[Any, ...]) -> bool:
        kind, *parts = condition
        if kind == "column":
            return self._kind(table, tuple(parts)) is not None
        if kind == "IsBlank" and parts[0][0] == "column" and len(parts[0]) == 2:
            return True
        return kind == "value" or (kind != "unknown" and all(self._knows(table, part) for part in parts))

    def _kind(self, table: str, path: tuple[str, ...]) -> str | None:
        """How the column at the end of a path is stored; None where the store has no such column."""
        name, *rest = path
        if table == "person" or (rest and name == "owner"):
            return self._of_people(path if table == "person" else tuple(rest))
        declared = self._app.tables.get(table)
        if declared is None:
            return None
        field = next((field for field in declared.fields if field.name == name), None)
        if rest:
            return self._kind(field.to, tuple(rest)) if field and field.to else None
        if field is None:
            return "text" if name in BUILT_IN else None
        return self._stored_as.get(field.type)

    def _of_people(self, path: tuple[str, ...]) -> str | None:
        """Everything about a person is a text, and the manager is another person."""
        *managers, name = path
        return "text" if name in PERSON and all(step == "manager" for step in managers) else None
