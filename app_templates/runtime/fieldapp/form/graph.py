"""What depends on what in one table, worked out once: the order in which a change travels.

A node stands for a field in *every* row that has it, never for one row's cell. Three kinds:
`value` is what formulas read of a field (its formula and its visibility), `rules` is what only the person sees
(required, read-only, bounds, what a link may point at), `check` is a check of the record. Nothing depends on rules and
checks, so a field may be bounded by a total that it is part of. Lines have three more: `rows` is which rows they start
with, before everything in a row; `keep` is whether a row counts, before anything that reads the lines; `made` is what a
row makes of itself in other lines, before the `rows` of those.
"""

from __future__ import annotations

import dataclasses
import graphlib
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from fieldapp.app.definition import CheckDef, FieldDef, Formula, TableDef
from fieldapp.unchanging import unchanging

Scope = tuple[str, ...]
"""Names of the lines a field stands in, outermost first; () for the record itself."""


class Kind(StrEnum):
    VALUE = "value"
    RULES = "rules"
    CHECK = "check"
    ROWS = "rows"
    KEEP = "keep"
    MADE = "made"


@unchanging
class Dependency:
    """A field that a formula reads. `shared` is how many levels of rows it has in common with the formula's own row."""

    scope: Scope
    name: str
    shared: int


@dataclass(slots=True, eq=False)
class Node:
    """One thing to recompute. `dependents` are the nodes that read it, with the levels of rows in common."""

    kind: Kind
    scope: Scope
    name: str
    definition: FieldDef | None = None
    check: CheckDef | None = None
    position: int = 0
    dependents: dict[tuple[Node, int], None] = dataclasses.field(default_factory=dict)


class CyclicRules(ValueError):
    """Formulas that need each other; the compiler refuses them, so such a bundle is not one of its making."""


def dependencies(formula: Formula) -> Iterator[Dependency]:
    """The fields a formula reads; the clock, the person and stored tables are no fields of the form."""
    for text in formula.deps:
        if ":" in text or text in ("me", "today", "now"):
            continue
        *lines, name = text.split(".")
        if name.endswith("]"):  # `lines[]`: the rows themselves
            name = name.partition("[")[0]
        shared = sum(1 for part in lines if part.endswith("[@]"))
        yield Dependency(tuple(part.partition("[")[0] for part in lines), name, shared)


class Graph:
    """The nodes of a table in an order in which each comes after everything it reads."""

    def __init__(self, table: TableDef) -> None:
        self.values: dict[tuple[Scope, str], Node] = {}
        self.rules: dict[tuple[Scope, str], Node] = {}
        self.rows: dict[Scope, Node] = {}
        self.keeps: dict[Scope, Node] = {}
        self.made: dict[Scope, Node] = {}
        self.in_scope: dict[Scope, list[Node]] = {}
        self._add_fields(table.fields, ())
        self.checks = [Node(Kind.CHECK, (), check.name, check=check) for check in table.checks]
        before: dict[Node, list[Node]] = {node: [] for node in self._nodes()}
        for node in self._nodes():
            for dependency in _read_by(node):
                for source, shared in self._sources(dependency):
                    source.dependents[node, shared] = None
                    before[node].append(source)
        self._order_lines(before)
        for position, node in enumerate(self._ordered(before)):
            node.position = position

    @classmethod
    def of(cls, table: TableDef) -> Graph:
        """The graph of a table, made at its first form: it holds nothing of any one form."""
        graph = _graphs.get(table)
        if graph is None:
            graph = _graphs[table] = cls(table)
        return graph

    def readers(self, outside: str) -> list[Node]:
        """The nodes that read something that is no field: `today`, `now`, `me`, `table:product`."""
        return [node for node in self._nodes() if any(outside in formula.deps for formula in _formulas(node))]

    def _nodes(self) -> Iterator[Node]:
        yield from self.values.values()
        yield from self.rules.values()
        yield from self.rows.values()
        yield from self.keeps.values()
        yield from self.made.values()
        yield from self.checks

    def _add_fields(self, fields: Iterable[FieldDef], scope: Scope) -> None:
        nodes = self.in_scope.setdefault(scope, [])
        for definition in fields:
            node = Node(Kind.VALUE, scope, definition.name, definition)
            self.values[scope, definition.name] = node
            nodes.append(node)
            if _has_rules(definition):
                rules = Node(Kind.RULES, scope, definition.name, definition)
                self.rules[scope, definition.name] = rules
                nodes.append(rules)
            if definition.type == "lines":
                self._add_lines(definition, scope)

    def _add_lines(self, definition: FieldDef, scope: Scope) -> None:
        inside = (*scope, definition.name)
        self._add_fields(definition.fields, inside)
        if definition.rows is not None or definition.min is not None:
            self.rows[inside] = Node(Kind.ROWS, scope, definition.name, definition)
            self.in_scope[scope].append(self.rows[inside])
        if definition.rows is not None and definition.rows.keep is not None:
            self.keeps[inside] = Node(Kind.KEEP, inside, definition.name, definition)
            self.in_scope[inside].append(self.keeps[inside])
        if definition.rows is not None and definition.rows.source is not None:
            beside = (*scope, definition.rows.source)
            self.made[inside] = Node(Kind.MADE, beside, definition.name, definition)
            self.in_scope.setdefault(beside, []).append(self.made[inside])

    def _order_lines(self, before: dict[Node, list[Node]]) -> None:
        """Rows come before what stands in them, and whether they count is known before anybody reads the lines."""
        for node in before:
            for depth in range(1, len(node.scope) + 1):
                if (rows := self.rows.get(node.scope[:depth])) is not None:
                    before[node].append(rows)
        for inside, made in self.made.items():
            rows, lines = self.rows[inside], self.values[made.scope[:-1], made.scope[-1]]
            for source in (made, lines):
                source.dependents[rows, len(rows.scope)] = None
                before[rows].append(source)
        for node in self.values.values():
            inside = (*node.scope, node.name)
            if (rows := self.rows.get(inside)) is not None:
                before[node].append(rows)
            if (keep := self.keeps.get(inside)) is not None:
                keep.dependents[node, len(node.scope)] = None
                before[node].append(keep)

    def _sources(self, dependency: Dependency) -> Iterator[tuple[Node, int]]:
        """The field itself, and the lines on the way to it that aren't the formula's own: their rows come and go."""
        for depth in range(dependency.shared, len(dependency.scope)):
            lines = self.values.get((dependency.scope[:depth], dependency.scope[depth]))
            if lines is not None:
                yield lines, dependency.shared
        source = self.values.get((dependency.scope, dependency.name))
        if source is not None:
            yield source, dependency.shared

    def _ordered(self, before: dict[Node, list[Node]]) -> list[Node]:
        """What is asked once comes after what it reads; but where that would make a circle it goes first."""
        try:
            order = tuple(graphlib.TopologicalSorter(before).static_order())
        except graphlib.CycleError as cycle:
            names = " → ".join(".".join((*node.scope, node.name)) for node in reversed(cycle.args[1]))
            raise CyclicRules(f"formulas need each other: {names}") from cycle
        with_starts = {node: [*sources, *self._sources_of_start(node)] for node, sources in before.items()}
        try:
            return list(graphlib.TopologicalSorter(with_starts).static_order())
        except graphlib.CycleError:
            return list(order)

    def _sources_of_start(self, node: Node) -> Iterator[Node]:
        for formula in _asked_once(node):
            for dependency in dependencies(formula):
                yield from (source for source, _ in self._sources(dependency) if source is not node)


_graphs: weakref.WeakKeyDictionary[TableDef, Graph] = weakref.WeakKeyDictionary()


def _read_by(node: Node) -> Iterator[Dependency]:
    for formula in _formulas(node):
        yield from dependencies(formula)


def _asked_once(node: Node) -> Iterator[Formula]:
    """What a new field or new lines start with."""
    field = node.definition
    asked: tuple[Formula | None, ...] = ()
    if field is not None and node.kind is Kind.VALUE:
        asked = (field.default,)
    elif field is not None and node.kind is Kind.ROWS:
        asked = _starts(field) if field.rows is not None else (field.min,)
    return (formula for formula in asked if formula is not None)


def _formulas(node: Node) -> Iterator[Formula]:
    check, field = node.check, node.definition
    asked: tuple[Formula | None, ...] = ()
    if check is not None:
        asked = (check.that, check.say)
    elif field is not None and node.kind is Kind.VALUE:
        asked = (field.visible, field.formula)
    elif field is not None and field.rows is not None and node.kind is Kind.ROWS:
        asked = (field.rows.records, field.rows.lookup if field.rows.source is None else None)
    elif field is not None and field.rows is not None and node.kind is Kind.KEEP:
        asked = (field.rows.keep,)
    elif field is not None and node.kind is Kind.MADE:
        asked = _makes(field)
    elif node.kind in (Kind.ROWS, Kind.KEEP):
        asked = ()
    elif field is not None:
        asked = (field.required, field.read_only, field.min, field.max, field.where, field.beside, *_progress(field))
    return (formula for formula in asked if formula is not None)


def _has_rules(field: FieldDef) -> bool:
    return any((field.required, field.read_only, field.min, field.max, field.where, field.beside, field.score))


def _progress(field: FieldDef) -> tuple[Formula, ...]:
    """What says how far a score is."""
    return (field.score.answered, field.score.asked) if field.score is not None else ()


def _starts(field: FieldDef) -> tuple[Formula | None, ...]:
    """What rows made of records start with; rows made of rows follow, so that those formulas are asked all the time."""
    if field.rows is None or field.rows.source is not None:
        return ()
    return (*(each.formula for each in field.rows.let), *(inner.set for inner in field.fields))


def _makes(field: FieldDef) -> tuple[Formula | None, ...]:
    """What decides what a row makes of itself in the lines `field`."""
    rows = field.rows
    if rows is None:
        return ()
    sets = (inner.set for inner in field.fields)
    return (rows.lookup, *(each.formula for each in rows.let), rows.where, *sets)
