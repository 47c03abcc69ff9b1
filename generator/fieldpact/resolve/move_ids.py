"""Ids of moves, made from their names: they stand in logs and in the ids of what moves create, so they must last."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from fieldpact.model.formula import SpecPath
from fieldpact.resolve.context import Context
from fieldpact.resolve.names import ID
from fieldpact.spec.workflow import Move


@dataclass(slots=True)
class MoveIds:
    """Of one workflow."""

    context: Context
    taken: dict[str, SpecPath] = field(default_factory=dict)

    def of(self, move: Move, at: SpecPath) -> str:
        """The id of a move; where it can't be made there is a finding, and it is one that no other move has."""
        first = self.context.languages[0]
        name = move.name if isinstance(move.name, str) else move.name.get(first, next(iter(move.name.values())))
        id_ = snake(name) if move.id is None else move.id
        place: SpecPath = (*at, "name") if move.id is None else (*at, "id")
        if ID.match(id_) is None:
            say = f"{move.id!r} can't be the id of a move" if move.id else f"{name!r} makes no id for the move"
            hint = "write id: with small letters a-z, digits and _, such as id: send"
            self.context.report("bad-id", place, say, hint=hint)
        elif id_ in self.taken:
            say = f"another move has the id {id_} already, which its name makes"
            hint = "give one of them another name, or an id: of its own"
            self.context.report("clashing-id", place, say, hint=hint)
        else:
            self.taken[id_] = at
            return id_
        return f"move_{len(self.taken)}_{at[-1]}"


def snake(name: str) -> str:
    """`Ask for release` -> `ask_for_release`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")[:40]
