"""Which moves are possible: judged on a record as it is stored, by the person and the rules. It reads no store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from fieldapp.app.process import MoveDef, WorkflowDef
from fieldapp.formula.world import Record, World
from fieldapp.unchanging import unchanging


@unchanging
class Choice:
    """A move from the state that a record is in. `refused` says what stands against it; "" where nothing does."""

    move: MoveDef
    refused: Literal["", "role", "when"] = ""

    @property
    def possible(self) -> bool:
        return not self.refused


def choices(workflow: WorkflowDef, record: Record, world: World) -> Sequence[Choice]:
    """The moves from the record's state, in the order of the spec."""
    state = record["state"] or workflow.first
    return [judged(move, record, world) for move in workflow.moves if state in move.from_]


def judged(move: MoveDef, record: Record, world: World) -> Choice:
    """Whether the person may make the move now. A condition that fails denies it."""
    if not has_role(world, move.by):
        return Choice(move, "role")
    if move.when is not None and move.when.call(world, record) is not True:
        return Choice(move, "when")
    return Choice(move)


def has_role(world: World, roles: Sequence[str]) -> bool:
    """Whether the person has one of these roles; without any everyone does."""
    return not roles or world.me()["role"] in roles
