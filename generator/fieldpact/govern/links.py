"""What links bring along, as sources of the fields that they fill in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fieldpact.model.app import App
from fieldpact.model.formula import Formula
from fieldpact.model.table import Table


def brought_by_links(app: App) -> Iterator[tuple[str, Table, Formula, tuple[str, ...]]]:
    """The path of each field that a pick fills in, its table, the formula, and the fields of the picked record."""
    for table, link in app.all_fields():
        for let in link.bring:
            read = frozenset(_fields_in(let.formula.tree))
            target = app.tables.get(link.to or "")
            picked = target.fields if target is not None else ()
            paths = tuple(field.path for field in picked if field.name in read)
            yield f"{link.path.rpartition('.')[0]}.{let.name}", table, let.formula, paths


def _fields_in(tree: list[Any]) -> Iterator[str]:
    pending: list[Any] = [tree]
    while pending:
        node = pending.pop()
        if node[:1] == ["field"]:
            yield node[2]
        pending += [part for part in node if isinstance(part, list)]
