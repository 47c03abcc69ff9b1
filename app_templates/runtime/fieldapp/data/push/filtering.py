"""The `where` of a view or of a link as SQL: a formula whose last record is the candidate."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fieldapp.app.definition import Formula
from fieldapp.data.push.condition import Conditions, Part
from fieldapp.data.shape import Shape
from fieldapp.formula import selection
from fieldapp.formula.load import load
from fieldapp.formula.world import World


class Filters:
    """Formulas taken apart once; what doesn't read the candidate is worked out at every call."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self._shapes = shapes
        self._known: dict[str, tuple[Formula, selection.Asked, list[Callable[..., Any]]]] = {}

    def part(
        self,
        world: World,
        shape: Shape,
        where: Formula,
        records: Sequence[Any],
        walked: Mapping[str, Shape] | None = None,
    ) -> Part | None:
        """A WHERE for the candidates in `shape`, of a form's `records`; None where SQL can say nothing.

        `walked` are the tables that it may go into by links, all of them without it.
        """
        if not where.tree:
            return None
        formula, asked, values = self._known.get(where.id, (None, None, []))
        if asked is None or formula is not where:
            asked = selection.condition(list(where.tree), len(records))
            values = [load(tree) for tree in asked.values]
            self._known[where.id] = where, asked, values
        found = [value(world, *records) for value in values]
        return Conditions(self._shapes if walked is None else walked, shape, found).where(asked.query.where)
