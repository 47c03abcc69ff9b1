"""What is going on with a record: the state that a move has just led to."""

from __future__ import annotations

from fieldapp.formula.registry import function
from fieldapp.formula.values import Value
from fieldapp.formula.world import World


@function("Entered(state: text) -> boolean", world=True)
def entered(world: World, state: str) -> Value:
    """In the effects of moves: whether the move has just led to that state. Never at any other time.

    >>> Entered("sent")
    false
    """
    return getattr(world, "entered", None) == state
