"""The process of a table: states, moves, and what moves bring about."""

from __future__ import annotations

from collections.abc import Iterator

from fieldapp.unchanging import unchanging
from fieldpact.model.formula import Formula, SpecPath
from fieldpact.model.text import Text


@unchanging
class State:
    name: str
    label: Text
    frozen: bool = False
    facts: bool = False


@unchanging
class Tell:
    """`role` or `person` is who is told; `within` is in minutes."""

    by: str
    text: Text
    say: Formula
    role: str | None = None
    person: Formula | None = None
    within: int | None = None


@unchanging
class SetValue:
    """`field` of a record that an effect creates, and what it starts with."""

    field: str
    value: Formula


@unchanging
class Effect:
    """`id` is part of the ids of what it creates. `once_per` are formulas whose values are the rest of them."""

    id: str
    at: SpecPath
    once_per: tuple[Formula, ...]
    when: Formula | None = None
    for_each: Formula | None = None
    create: str | None = None
    set: tuple[SetValue, ...] = ()
    tell: Tell | None = None

    def formulas(self) -> Iterator[Formula]:
        """Those that an author wrote."""
        told = (self.tell.person, self.tell.say) if self.tell else ()
        for formula in (self.when, self.for_each, *(each.value for each in self.set), *told):
            if formula is not None:
                yield formula


@unchanging
class Move:
    id: str
    at: SpecPath
    name: Text
    from_: tuple[str, ...]
    to: str
    by: tuple[str, ...] = ()
    when: Formula | None = None
    say: Text | None = None
    reason: str | None = None
    meaning: Text | None = None
    then: tuple[Effect, ...] = ()


@unchanging
class Correct:
    """`within` is in minutes."""

    from_: tuple[str, ...]
    by: tuple[str, ...] = ()
    within: int | None = None


@unchanging
class Workflow:
    """A record begins in the first of `states`."""

    at: SpecPath
    states: tuple[State, ...]
    moves: tuple[Move, ...] = ()
    recall: tuple[str, ...] = ()
    correct: Correct | None = None


def texts_of(workflow: Workflow | None, then: tuple[Effect, ...]) -> Iterator[tuple[Text, SpecPath]]:
    """Every text of a process that people read, with its place."""
    for state in workflow.states if workflow else ():
        yield state.label, (*(workflow.at if workflow else ()), "states", state.name)
    for move in workflow.moves if workflow else ():
        yield move.name, (*move.at, "name")
        if move.say is not None:
            yield move.say, (*move.at, "say")
        if move.meaning is not None:
            yield move.meaning, (*move.at, "sign", "meaning")
    for effect in effects_of(workflow, then):
        if effect.tell is not None:
            yield effect.tell.text, (*effect.at, "tell", "text")


def formulas_of(workflow: Workflow | None, then: tuple[Effect, ...]) -> Iterator[Formula]:
    """Every formula of a process that an author wrote."""
    yield from (move.when for move in (workflow.moves if workflow else ()) if move.when is not None)
    for effect in effects_of(workflow, then):
        yield from effect.formulas()


def effects_of(workflow: Workflow | None, then: tuple[Effect, ...]) -> Iterator[Effect]:
    """What single moves bring about, then what all of them do."""
    for move in workflow.moves if workflow else ():
        yield from move.then
    yield from then
