"""The state that a test puts its record into, and the moves that it expects to be possible then."""

from __future__ import annotations

from collections.abc import Iterator

from fieldpact.model.formula import SpecPath
from fieldpact.model.table import Table
from fieldpact.model.test import Expectation
from fieldpact.resolve.context import Context
from fieldpact.spec.test import Test
from fieldpact.suggest import nearest


def expected_moves(context: Context, table: Table, test: Test, at: SpecPath) -> tuple[Expectation, ...]:
    """One expectation with the ids of all moves, or none; what can't be is a finding."""
    workflow = table.workflow
    asked = [(test.state, (*at, "state")), (test.expect.moves, (*at, "expect", "moves"))]
    if workflow is None:
        for given, place in asked:
            if given is not None:
                hint = "add a workflow: to the table, or take this out"
                context.report("no-workflow", place, f"{table.name} has no states and moves", hint=hint, on_key=True)
        return ()
    states = [state.name for state in workflow.states]
    if test.state is not None and test.state not in states:
        guess = nearest(test.state, states)
        hint = f"did you mean {guess}?" if guess else "states are: " + ", ".join(states)
        context.report("unknown-state", (*at, "state"), f"there is no state {test.state!r}", hint=hint)
    if test.expect.moves is None:
        return ()
    found = tuple(_ids(context, table, test.expect.moves, (*at, "expect", "moves")))
    return (Expectation("moves", (*at, "expect", "moves"), moves=found),)


def _ids(context: Context, table: Table, written: list[str], at: SpecPath) -> Iterator[str]:
    moves = table.workflow.moves if table.workflow else ()
    by_name = {name: move.id for move in moves for name in (*move.name.by_language.values(), move.id)}
    for number, name in enumerate(written):
        if name in by_name:
            yield by_name[name]
            continue
        guess = nearest(name, by_name)
        hint = f"did you mean {guess}?" if guess else "moves are: " + ", ".join(move.name.first() for move in moves)
        context.report("unknown-move", (*at, number), f"{table.name} has no move {name!r}", hint=hint)
