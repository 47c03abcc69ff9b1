"""How far a score is: the rows that are answered, of those that count."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.app.definition import ScoreDef
from fieldapp.form.row import Row
from fieldapp.formula.world import World


def progress(score: ScoreDef, world: World, row: Row) -> tuple[int, int] | None:
    """Answered and asked; None where one of them can't be told, which the score's own error says."""
    answered, asked = (formula.call(world, *row.records) for formula in (score.answered, score.asked))
    if not isinstance(answered, Decimal) or not isinstance(asked, Decimal):
        return None
    return int(answered), int(asked)
