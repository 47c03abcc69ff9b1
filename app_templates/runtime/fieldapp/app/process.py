"""The process of a table as the bundle declares it: states, moves between them, and what moves bring about."""

from __future__ import annotations

from typing import Literal

from fieldapp.app.formula import Formula, Name
from fieldapp.unchanging import unchanging


@unchanging
class StateDef:
    """A state. In a `frozen` one nothing is edited or deleted; what has been in one of `facts` is never deleted."""

    name: Name
    label: str
    frozen: bool = False
    facts: bool = False


@unchanging
class TellDef:
    """`role` or `person` is told what `say` gives, `by` some way; `within` is in minutes.

    Scopes are the record, then the row of the effect where it goes through rows.
    """

    by: str
    say: Formula
    role: str | None = None
    person: Formula | None = None
    within: int | None = None


@unchanging
class SetDef:
    """What `field` of a created record starts with; scopes as in `TellDef`."""

    field: Name
    value: Formula


@unchanging
class EffectDef:
    """What a move brings about, once for each row of `for_each`. `when` and `for_each` have the record as their scope.

    `id` and the values of `once_per` make the ids of what is created, the same on every retry and every phone.
    """

    id: str
    once_per: tuple[Formula, ...]
    when: Formula | None = None
    for_each: Formula | None = None
    create: Name | None = None
    set: tuple[SetDef, ...] = ()
    tell: TellDef | None = None


@unchanging
class MoveDef:
    """A step `from_` some states `to` one. `by` are the roles that may make it, all where there are none.

    `when` has the stored record as its scope; `say` is what people read where it doesn't hold. `meaning` is what the
    signature under the move says.
    """

    id: Name
    name: str
    from_: tuple[str, ...]
    to: Name
    by: tuple[str, ...] = ()
    when: Formula | None = None
    say: str | None = None
    reason: Literal["required", "optional"] | None = None
    meaning: str | None = None
    then: tuple[EffectDef, ...] = ()


@unchanging
class CorrectDef:
    """Who may put a frozen record right in which states; `within` so many minutes after the state was entered."""

    from_: tuple[str, ...]
    by: tuple[str, ...] = ()
    within: int | None = None


@unchanging
class WorkflowDef:
    """A record begins in the first of `states`. `recall` are the states that a move can be taken back from."""

    states: tuple[StateDef, ...]
    moves: tuple[MoveDef, ...] = ()
    recall: tuple[str, ...] = ()
    correct: CorrectDef | None = None

    @property
    def first(self) -> str:
        return self.states[0].name

    def state(self, name: str | None) -> StateDef | None:
        """The state of that name; None where the app no longer has it. A record without one is in the first."""
        return next((state for state in self.states if state.name == (name or self.first)), None)

    def move(self, id: str) -> MoveDef | None:
        return next((move for move in self.moves if move.id == id), None)
