"""The moves that are possible with a record as a test has filled it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fieldapp.data.judging import Choice, choices
from fieldapp.form import Engine
from fieldpact.model.test import Test
from fieldpact.trial.outcome import Difference


def wrong_moves(engine: Engine, test: Test) -> Iterator[Difference]:
    """What is possible and not expected, or the other way round. A new record is of who fills it in."""
    expected = next((each for each in test.expect if each.kind == "moves"), None)
    workflow, world = engine.table.workflow, engine.context.world
    if expected is None or workflow is None:
        return
    now = engine.record.record
    judged = choices(workflow, {**now, "owner": now["owner"] or world.me()["id"]}, world)
    possible = [choice.move.id for choice in judged if choice.possible]
    for move in expected.moves:
        if move not in possible:
            yield Difference(expected.at, f"expected that {move} can be made, but {_why(judged, move)}")
    for move in possible:
        if move not in expected.moves:
            yield Difference(expected.at, f"{move} can be made, which wasn't expected")


def _why(judged: Sequence[Choice], move: str) -> str:
    for choice in judged:
        if choice.move.id == move:
            return "another role makes it" if choice.refused == "role" else "its when: doesn't hold"
    return "it doesn't start from this state"
