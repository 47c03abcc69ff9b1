"""Where the effects of moves carry values: into fields of what they create, and into messages."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table
from fieldpact.model.workflow import Effect, effects_of


def set_by_effects(app: App) -> Iterator[tuple[str, Table, Formula]]:
    """Path of the field, the table whose move sets it, and the formula whose value it gets."""
    for table, effect in _effects(app):
        for each in effect.set:
            yield f"{effect.create}.{each.field}", table, _whole(effect, each.value)


def told_by_effects(app: App) -> Iterator[tuple[str, Table, Formula]]:
    """Id of the effect, the table whose move tells it, and the formula of what it says."""
    for table, effect in _effects(app):
        if effect.tell is not None:
            yield effect.id, table, _whole(effect, effect.tell.say)


def _effects(app: App) -> Iterator[tuple[Table, Effect]]:
    for table in app.tables.values():
        yield from ((table, effect) for effect in effects_of(table.workflow, table.then))


def _whole(effect: Effect, formula: Formula) -> Formula:
    """The formula with what the rows are made of that it reads: by itself it doesn't know their table."""
    if effect.for_each is None:
        return formula
    deps = tuple(sorted({*formula.deps, *effect.for_each.deps}))
    return dataclasses.replace(formula, tree=["both", effect.for_each.tree, formula.tree], deps=deps)
