"""Any sequence of saves, moves, recalls, corrections and deletes: no state off the graph, and a log that replays."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fieldapp.app.definition import AppDef
from fieldapp.data.history import Entry
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from tests.built import Clock

PEOPLE = ("lena", "ola", "mo", "ada")
MOVES = ("send", "approve", "give_back", "void")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.sampled_from(PEOPLE), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(st.just("move"), st.sampled_from(PEOPLE), st.integers(0, 2), st.sampled_from(MOVES)),
        st.tuples(st.just("correct"), st.sampled_from(PEOPLE), st.integers(0, 2), st.integers(0, 3)),
        st.tuples(
            st.sampled_from(("recall", "delete", "undo")), st.sampled_from(PEOPLE), st.integers(0, 2), st.just(0)
        ),
        st.tuples(st.just("wait"), st.just("lena"), st.just(0), st.integers(1, 30)),
    ),
    max_size=14,
)
Values = Mapping[str, Any]


def values_of(number: int) -> dict[str, Any]:
    rows = [{"id": f"r{n}", "what": f"fault {n}", "result": "bad"} for n in range(number)]
    return {"outlet": f"Shop {number}", "total": Decimal(number * 60), "doubled": Decimal(number * 120), "lines": rows}


class Play:
    """Three orders of Lena's and Ola's, and what was first saved of each."""

    def __init__(self, store: Repository, clock: Clock) -> None:
        self.doors = {str(person["id"]): store.acting(person) for person in store.people()}
        self.store, self.clock = store, clock
        self.keys = [self.doors[who].save("order", values_of(n)) for n, who in enumerate(("lena", "ola", "lena"))]
        self.begun = {key: values_of(n) for n, key in enumerate(self.keys)}
        self.tokens: dict[str, str] = {}

    def step(self, kind: str, who: str, which: int, what: Any) -> None:
        door, key = self.doors[who], self.keys[which]
        try:
            match kind:
                case "save" | "correct":
                    there = self.store.as_device().record("order", key)
                    because = "Miscounted" if kind == "correct" else None
                    door.save("order", values_of(what), key, correction=because)
                    if there is None:  # a form that was open while the record was deleted makes it anew
                        self.begun[key] = values_of(what)
                case "move":
                    door.move("order", key, what, "Because", signed=True)
                case "recall":
                    door.recall("order", key)
                case "delete":
                    self.tokens[key] = door.delete("order", key)
                case "undo" if key in self.tokens:
                    door.undo(self.tokens[key])
                case "wait":
                    self.clock.pass_(hours=what)
        except DataProblem:
            return


def life_of(store: Repository, key: str) -> list[Entry]:
    """The log since the record was made, newest first."""
    entries = list(store.history("order", key))
    return entries[: next(n for n, entry in enumerate(entries) if entry.kind == "create") + 1]


def check_states(store: Repository, app: AppDef, key: str) -> None:
    """Each step is a declared move, or takes back the one before it."""
    workflow = app.tables["order"].workflow
    assert workflow is not None
    state, made = workflow.first, list[tuple[str, str]]()
    for entry in reversed(life_of(store, key)):
        for change in (change for change in entry.changes if change.field == "state"):
            assert change.before == state
            if entry.kind == "recall":
                assert made.pop() == (change.after, change.before)
            else:
                move = workflow.move(entry.move or "")
                assert entry.kind == "move" and move is not None
                assert change.before in move.from_ and change.after == move.to
                assert entry.who["role"] in move.by
                made.append((change.before, change.after))
            state = change.after
    assert (store.record("order", key) or {})["state"] == state


def check_replay(store: Repository, key: str, begun: Values) -> None:
    """Backwards through the log, the record becomes what was first saved."""
    record = dict(store.record("order", key) or {})
    for entry in life_of(store, key):
        for change in entry.changes:
            assert record[change.field] == change.after
            record[change.field] = change.before
    assert {name: record[name] for name in begun} == begun


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
@example(steps=[("delete", "lena", 2, 0), ("correct", "lena", 2, 0)])
def test_states_follow_the_graph_and_logs_replay(app: AppDef, bundle: Path, steps: list[tuple[str, str, int, Any]]):
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        store = Repository(app, Path(folder), bundle, clock=clock)
        play = Play(store, clock)
        for step in steps:
            play.step(*step)
        free = store.as_device()
        ids = [task["id"] for task in free.rows("task")]
        assert len(ids) == len(set(ids))
        for key in play.keys:
            if free.record("order", key) is not None:
                check_states(free, app, key)
                check_replay(free, key, play.begun[key])
        logged = sorted(entry.seq for key in play.keys for entry in free.history("order", key))
        queued = [mutation for mutation in free.queued(1000) if mutation.table == "order"]
        present = {key for key in play.keys if free.record("order", key) is not None}
        assert len(logged) == len([mutation for mutation in queued if mutation.id in present])
        store.close()
