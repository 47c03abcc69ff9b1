"""Rows of `moves`: what they do, and whether whoever made a record may approve it."""

from __future__ import annotations

from typing import Any

from fieldpact.govern.rows.shared import Known
from fieldpact.model.table import Table
from fieldpact.model.workflow import Move, Workflow

_OWNER = ["field", 0, "owner"]
_ME = ["get", ["call", "Me"], "id"]
_MANAGER = ["get", ["link", _OWNER, "person"], "manager"]


def move_row(known: Known, table: Table, workflow: Workflow, move: Move) -> dict[str, Any]:
    """One move."""
    creators = {role for role, access in table.access.items() if access.create is not None}
    both = [role for role in known.app.roles if role in creators and (role in move.by or not move.by)]
    return {
        "id": move.id,
        "name": move.name.first(),
        "table": table.name,
        "from": list(move.from_),
        "to": move.to,
        "by": list(move.by),
        "conditional": move.when is not None and move.when.constant is not True,
        "frozen": any(state.frozen for state in workflow.states if state.name == move.to),
        "reason": move.reason or "no",
        "signed": move.meaning is not None,
        "approves": approves(known, workflow, move),
        "creators": both,
        "creator_may": not _is_for_others(move) and (bool(both) or not known.app.roles),
        "creates": sorted({effect.create for effect in (*move.then, *table.then) if effect.create is not None}),
    }


def approves(known: Known, workflow: Workflow, move: Move) -> bool:
    """By the words of its name, its id, or the state that it leads to."""
    state = next((state.label.by_language for state in workflow.states if state.name == move.to), {})
    named = ((move.name.by_language, move.id), (state, move.to))
    return any(known.lexicon.names_approval(labels, name) for labels, name in named)


def _is_for_others(move: Move) -> bool:
    """Whether its condition keeps away whoever owns the record: owner <> Me(), or owner.manager = Me()."""
    return move.when is not None and any(_keeps_owner_away(part) for part in _all_of(move.when.tree))


def _all_of(tree: list[Any]) -> list[list[Any]]:
    """The conditions that must all hold."""
    return [*_all_of(tree[1]), *_all_of(tree[2])] if tree[:1] == ["and"] else [tree]


def _keeps_owner_away(part: list[Any]) -> bool:
    if part[:1] == ["not"] or part[:2] == ["call", "Not"]:
        return part[-1][:1] == ["="] and _both(part[-1], _OWNER)
    return (part[:1] == ["<>"] and _both(part, _OWNER)) or (part[:1] == ["="] and _both(part, _MANAGER))


def _both(comparison: list[Any], one: list[Any]) -> bool:
    return comparison[1:] in ([one, _ME], [_ME, one])
