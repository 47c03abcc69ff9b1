"""A call that is sent leaves a task behind, once and for the right person."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from tests.access.stores import store_of

from fieldapp.data.repository import DataProblem, Repository
from fieldapp.form import Engine

SPEC = Path(__file__).parents[2] / "examples" / "call_report" / "spec.yaml"
TODAY = dt.date(2027, 3, 1)


def acting(store: Repository, key: str) -> Repository:
    return store.acting(next(person for person in store.people() if person["id"] == key))


def called(door: Repository, **values: Any) -> str:
    """A call as the form of that person saves it."""
    engine = Engine(door.app, door.app.tables["call"], door.world())
    for name, value in {"account": "a001", "channel": "phone", **values}.items():
        engine.set(name, value)
    assert engine.attempt_save() == []
    return door.save("call", engine.values())


def test_the_next_step_becomes_a_task_of_whoever_made_the_call(tmp_path):
    with store_of(SPEC, tmp_path) as store:
        rep = acting(store, "r01")
        key = called(rep, next_step="offer", next_date=TODAY + dt.timedelta(days=7))
        assert rep.rows("task") == []
        rep.move("call", key, "send")
        (task,) = rep.rows("task")
        assert (task["account"], task["what"], task["due"]) == ("a001", "offer", TODAY + dt.timedelta(days=7))
        assert (task["owner"], task["state"]) == ("r01", "open")
        rep.recall("call", key)
        rep.move("call", key, "send")
        assert len(rep.rows("task")) == 1


def test_a_call_without_a_next_step_leaves_nothing_behind(tmp_path):
    with store_of(SPEC, tmp_path) as store:
        rep = acting(store, "r01")
        rep.move("call", called(rep, next_step="none"), "send")
        assert rep.rows("task") == []


def test_a_task_is_done_by_its_owner_with_a_result_and_seen_by_their_manager_only(tmp_path):
    with store_of(SPEC, tmp_path) as store:
        rep = acting(store, "r01")
        rep.move("call", called(rep, next_step="demo"), "send")
        (task,) = rep.rows("task")
        with pytest.raises(DataProblem):
            rep.move("task", task["id"], "done")
        rep.save("task", {"result": "They want two of them"}, task["id"])
        rep.move("task", task["id"], "done")
        assert [row["state"] for row in acting(store, "m1").rows("task")] == ["done"]
        assert acting(store, "m2").rows("task") == acting(store, "r02").rows("task") == []
