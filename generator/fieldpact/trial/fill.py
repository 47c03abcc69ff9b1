"""Fills a form in as a person would: field by field, in the order of the test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fieldapp.fields import of
from fieldapp.form import Engine, LinesCell, Row
from fieldapp.formula.values import ErrorValue
from fieldpact.model.test import Entry, Lines, Typed
from fieldpact.suggest import nearest
from fieldpact.trial.outcome import Difference
from fieldpact.trial.values import value_of

_MOST_CANDIDATES = 2_000
"""Among more ids than this the nearest is not looked for: it would take longer than finding it by eye."""


def fill(engine: Engine, row: Row, given: Mapping[str, Entry]) -> Iterator[Difference]:
    """Fills in what is given of a row; yields what nobody could have filled in that way."""
    for name, entry in given.items():
        cell = row.cells[name]
        if cell.read_only:
            yield Difference(entry.at, f"{name} is read-only, so nobody fills it in")
        elif isinstance(entry.value, Lines) and isinstance(cell, LinesCell):
            there = tuple(cell.rows)  # lines may start with rows; only then are more added
            for place, inner in enumerate(entry.value.rows):
                if place >= len(there) and cell.fixed:
                    yield Difference(entry.at, f"{name} has {len(there)} rows, and nobody adds one by hand")
                    break
                yield from fill(engine, there[place] if place < len(there) else engine.add_row(cell.path), inner)
        elif isinstance(entry.value, Typed):
            engine.enter(cell.path, entry.value.typed)
        else:
            definition, world = cell.definition, engine.context.world
            value = value_of(engine.app, world, definition.type, definition, entry, row.records)
            if isinstance(value, ErrorValue):
                yield Difference(entry.at, f"{name}: the formula fails with {value.kind}: {value.message}")
                continue
            if definition.type == "link" and value is not None and world.record(str(definition.to), value) is None:
                yield Difference(entry.at, f"{name}: {_unknown(engine, str(definition.to), str(value))}")
            engine.set(cell.path, of(definition.type).fit(value, engine.app, definition))


def _unknown(engine: Engine, table: str, key: str) -> str:
    known = [str(row["id"]) for row in engine.context.world.rows(table)]
    guess = nearest(key, known) if len(known) <= _MOST_CANDIDATES else None
    help_ = f"did you mean {guess}?" if guess else "add it under world:"
    return f"{table} has no row with the id {key!r}; {help_}"
