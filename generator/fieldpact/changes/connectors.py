"""Connectors side by side: where records go, and which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldpact.changes.change import Change
from fieldpact.changes.words import plain
from fieldpact.model.connector import Connector

_WAYS = {"both": "sends and brings", "push": "sends", "pull": "brings"}


def compare_connectors(old: Sequence[Connector], new: Sequence[Connector]) -> Iterator[Change]:
    """Each change is IT's to know."""
    before, after = {each.name: each for each in old}, {each.name: each for each in new}
    for name in dict.fromkeys([*before, *after]):
        was, now, path = before.get(name), after.get(name), f"connectors.{name}"
        if was is None and now is not None:
            where = f" at {plain(now.host)}" if now.host else ""
            say = f"the connector {name}{where} is new: it {_WAYS[now.direction]} {', '.join(now.tables)}"
            yield Change("it", "connector-added", path, say)
        elif now is None:
            yield Change("it", "connector-removed", path, f"the connector {name} is gone")
        elif was is not None:
            yield from _changed(was, now, path)


def _changed(was: Connector, now: Connector, path: str) -> Iterator[Change]:
    for table in now.tables:
        if table not in was.tables:
            yield Change("it", "connector-tables", path, f"the connector {now.name} takes {table} too")
    for table in was.tables:
        if table not in now.tables:
            yield Change("it", "connector-tables", path, f"the connector {now.name} no longer takes {table}")
    if was.direction != now.direction:
        say = f"the connector {now.name} {_WAYS[now.direction]} records; before it {_WAYS[was.direction]} them"
        yield Change("it", "connector-direction", path, say)
    if was.host != now.host:
        say = f"the connector {now.name}: host: {plain(was.host or 'nothing')} → {plain(now.host or 'nothing')}"
        yield Change("it", "connector-host", path, say)
