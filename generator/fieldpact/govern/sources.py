"""What each value is made of: every way on which a value of one field comes into another, into a title or a message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldapp.unchanging import unchanging
from fieldpact.govern.effects import set_by_effects, told_by_effects
from fieldpact.govern.links import brought_by_links
from fieldpact.model.app import App
from fieldpact.model.field import Field
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.table import Table

PERSON = "person"
HERE = "world:here"
"""Where the person is, which formulas ask with Here()."""

_MOMENTS = frozenset({"today", "now"})
_NAMING = frozenset({"id", "name", "manager"})
"""Fields of a person that say who it is; a role or a territory doesn't."""


@unchanging
class Source:
    """One way: the path `source` is part of what `target` is made of. `at` is where the spec says so."""

    source: str
    target: str
    kind: str
    at: SpecPath


def title_of(table: str) -> str:
    """How the title of a table's records is called among paths: a field may be called `title` too."""
    return f"{table}.title#"


def sources_of(app: App) -> Iterator[Source]:
    """Every way on which a value goes along with its class."""
    for table in app.tables.values():
        for field in table.all_fields():
            yield from _field(app, table, field)
        yield from _named_values(app, table)
        yield from made_of(app, table, table.title, title_of(table.name), "title")
    for path, table, formula in set_by_effects(app):
        yield from made_of(app, table, formula, path, "create")
    for path, table, formula, picked in brought_by_links(app):
        yield from made_of(app, table, formula, path, "bring")
        yield from (Source(source, path, "bring", formula.at) for source in picked)


def messages_of(app: App) -> Iterator[Source]:
    """What is told to people by the effects of moves."""
    for effect, table, formula in told_by_effects(app):
        yield from made_of(app, table, formula, effect, "message")


def made_of(app: App, table: Table, formula: Formula, target: str, kind: str) -> Iterator[Source]:
    """A formula's dependencies, as ways to `target`."""
    return (Source(path, target, kind, formula.at) for path in paths(app, table, formula))


def _field(app: App, table: Table, field: Field) -> Iterator[Source]:
    for formula, kind in ((field.formula, "formula"), (field.default, "default"), (field.set, "set")):
        if formula is not None:
            yield from made_of(app, table, formula, field.path, kind)
    if field.type == "link" and field.to is not None and field.to in app.tables:
        yield Source(title_of(field.to), field.path, "link", field.at)


def _named_values(app: App, table: Table) -> Iterator[Source]:
    """What the named values of a `rows:` block are made of may stand in every field that the block sets."""
    for lines in table.all_fields():
        let = lines.rows.let if lines.rows is not None else ()
        for inner in lines.fields if let else ():
            for each in let if inner.set is not None else ():
                yield from made_of(app, table, each.formula, inner.path, "set")


def paths(app: App, table: Table, formula: Formula) -> Iterator[str]:
    """Dependencies of a formula as paths of fields.

    A stored table is a dependency as a whole; the fields that count are those whose names stand in the tree.
    """
    named = frozenset(_names_in(formula.tree)) if any(d == "me" or ":" in d for d in formula.deps) else frozenset()
    for dep in formula.deps:
        _, _, stored = dep.partition(":")
        if dep == "me" or stored == PERSON:
            if not _NAMING.isdisjoint(named):
                yield PERSON
        elif dep == HERE:
            yield HERE
        elif stored:
            fields = app.tables[stored].all_fields() if stored in app.tables else ()
            yield from (field.path for field in fields if field.name in named)
        elif dep not in _MOMENTS:
            yield f"{table.name}.{dep.replace('[@]', '').replace('[]', '')}"


def _names_in(tree: list[Any]) -> Iterator[str]:
    """Every text in a tree but the kinds of its nodes: names of fields, and literals, which do no harm here."""
    pending: list[Any] = [tree]
    while pending:
        for part in pending.pop()[1:]:
            if isinstance(part, list):
                pending.append(part)
            elif isinstance(part, str):
                yield part
