"""Which values made a rule fire: the names in its `when` and `require`, with what they were and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from fieldapp.formula.load import load
from fieldapp.formula.values import MISSING, ErrorValue
from fieldpact.findings import Seen
from fieldpact.govern.facts import Facts, Row
from fieldpact.govern.infer import RANK

_OF_A_CLASS = frozenset(
    {
        "effective_class", "inferred_class", "class", "class_rank", "class_lowered", "personal", "collects_personal",
        "special", "holds_personal", "personal_fields", "restricted_fields", "place_fields", "special_fields",
        "carries_class", "carries_rank", "source",
    }
)  # fmt: skip
"""Columns that were inferred from fields: with them goes what betrayed the field."""


class Tracer:
    """Explains findings over the same facts."""

    def __init__(self, facts: Facts) -> None:
        self._fields = facts.rows["fields"]
        self._reasons: dict[str, str] = {}
        for row in self._fields:
            if isinstance(row["class_reason"], str):
                self._reasons[row["path"]] = row["class_reason"]
        grave = [row for row in facts.rows["flows"] if row["kind"] == "title" and row["class_rank"] > RANK["internal"]]
        for row in sorted(grave, key=lambda row: Decimal(-row["class_rank"])):
            self._reasons.setdefault(row["target"], f"made of {row['source']}")

    def seen(self, trees: tuple[list[Any], ...], world: Any, record: Row) -> tuple[Seen, ...]:
        """Every name of the rule's formulas, each once, in reading order."""
        found: dict[str, str] = {}
        for node in (node for tree in trees for node in _names(tree)):
            if node[0] == "call":
                name, value = f"{node[1]}({_table(node)} …)", load(node)(world, record)
                found.setdefault(name, in_words(value))
                continue
            (_, _, owner), column = node[1], node[2]
            row = record[owner]
            found.setdefault(f"{owner}.{column}", in_words(row[column]) + self._because(owner, column, row))
        return tuple(Seen(name, value) for name, value in found.items())

    def _because(self, owner: str, column: str, row: Row) -> str:
        """What betrayed the field behind an inferred value, in brackets."""
        if column not in _OF_A_CLASS or not row[column]:
            return ""
        path = row["path"] if owner == "field" else row["source"] if owner == "flow" else self._gravest(owner, row)
        reason = self._reason(path)
        if not reason:
            return ""
        return f" ({reason})" if owner == "field" else f" ({path}: {reason})"

    def _gravest(self, owner: str, row: Row) -> str:
        """The field with the highest class of a table, of what a connector carries, or of the app."""
        tables = {"table": [row.get("name")], "connector": row.get("tables")}.get(owner)
        fields = [field for field in self._fields if tables is None or field["table"] in tables]
        known = [field for field in fields if field["path"] in self._reasons]
        return str(max(known, key=lambda field: Decimal(field["class_rank"]))["path"]) if known else ""

    def _reason(self, path: str) -> str:
        """Why a field has its class, followed to where the class came from."""
        said: list[str] = []
        passed: set[str] = set()
        while path in self._reasons and path not in passed:
            passed.add(path)
            said.append(self._reasons[path])
            path = self._reasons[path].removeprefix("made of ")
        return ", ".join(said)


def in_words(value: Any) -> str:
    """A value of facts as people read it."""
    if isinstance(value, ErrorValue):
        return "absent" if value.kind == MISSING else f"an error: {value.message}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_words, value)) + "]"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, dt.date) else "blank" if value is None else str(value)


def _names(tree: Any) -> Iterator[list[Any]]:
    """Nodes that read a column of what the rule looks at, and calls that go over whole tables of facts."""
    if not isinstance(tree, list):
        return
    if tree[:1] == ["get"] and tree[1][:2] == ["field", 0]:
        yield tree
    elif tree[:1] == ["call"] and _table(tree) and tree[1].startswith(("Count", "Sum", "Min", "Max", "Average")):
        yield tree
        yield from (name for part in tree[2:] for name in _names(part))
    else:
        yield from (name for part in tree for name in _names(part))


def _table(call: list[Any]) -> str | None:
    """The table of facts that a call goes over."""
    over = call[2] if len(call) > 2 else None
    while isinstance(over, list) and over[:1] == ["call"] and len(over) > 2:
        over = over[2]
    return str(over[1]) if isinstance(over, list) and over[:1] == ["rows"] else None
