"""Frozen records: nobody edits or deletes them, but they can be taken back or put right while there is time."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from tests.built import Clock
from tests.process.conftest import Door


def problem_of(store: Repository, **save: Any) -> str:
    with pytest.raises(DataProblem) as caught:
        store.save("order", **save)
    return caught.value.key


def sent(lena: Repository, order: dict[str, object]) -> str:
    key = lena.save("order", order)
    lena.move("order", key, "send")
    return key


def test_nobody_edits_or_deletes_it(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = sent(lena, order)
    assert problem_of(mo, values={"outlet": "B"}, id=key) == "frozen"
    with pytest.raises(DataProblem) as caught:
        lena.delete("order", key)
    assert caught.value.key == "frozen"
    assert (lena.record("order", key) or {})["outlet"] == "Bridge Street Café"


def test_it_is_put_right_with_a_reason(door: Door, order: dict[str, object]):
    lena = door("lena")
    key = sent(lena, order)
    assert lena.standing("order", key).correct
    assert problem_of(lena, values={"total": Decimal(90)}, id=key) == "reason_needed"
    lena.save("order", {"total": Decimal(90), "outcome": "none"}, key, correction="Miscounted")
    (entry, *_) = lena.history("order", key)
    assert (entry.kind, entry.reason) == ("correct", "Miscounted")
    changes = {change.field: (change.before, change.after) for change in entry.changes}
    assert changes == {"total": (Decimal(150), Decimal(90)), "outcome": (None, "none")}


def test_it_is_put_right_only_by_the_role_and_in_time(door: Door, clock: Clock, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = sent(lena, order)
    assert problem_of(mo, values={"outlet": "B"}, id=key, correction="Why not") == "frozen"
    clock.pass_(hours=24)
    assert lena.standing("order", key).correct
    clock.pass_(seconds=1)
    assert not lena.standing("order", key).correct
    assert problem_of(lena, values={"outlet": "B"}, id=key, correction="Late") == "frozen"


def test_a_move_is_taken_back_while_it_waits(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = sent(lena, order)
    assert len(lena.rows("task")) == 2
    assert [message.text for message in mo.told()] == ["Bridge Street Café is a large one"]
    assert not mo.standing("order", key).recall  # only who made it takes it back
    lena.recall("order", key)
    assert lena.standing("order", key).state == "draft"
    assert (lena.rows("task"), mo.told()) == ((), [])
    lena.move("order", key, "send")
    assert (len(lena.rows("task")), len(mo.told())) == (2, 1)


def test_what_somebody_worked_on_stays_when_its_move_is_taken_back(door: Door, order: dict[str, object]):
    lena = door("lena")
    key = sent(lena, order)
    worked, _ = lena.rows("task")
    lena.save("task", {"proof": "Photo 1"}, worked["id"])
    lena.recall("order", key)
    assert [task["id"] for task in lena.rows("task")] == [worked["id"]]
    lena.move("order", key, "send")
    assert len(lena.rows("task")) == 2


def test_what_has_left_the_device_is_not_taken_back(store: Repository, door: Door, order: dict[str, object]):
    lena = door("lena")
    key = sent(lena, order)
    with store._database.write() as connection:
        connection.execute("UPDATE outbox SET state = 'acked'")
    assert not lena.standing("order", key).recall
    with pytest.raises(DataProblem) as caught:
        lena.recall("order", key)
    assert caught.value.key == "recall_gone"


def test_only_the_last_move_is_taken_back(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = sent(lena, order)
    mo.move("order", key, "approve")
    assert not lena.standing("order", key).recall


def test_facts_stay_for_ever(door: Door, order: dict[str, object]):
    lena, mo, ada = door("lena"), door("mo"), door("ada")
    key, other = sent(lena, order), sent(lena, order)
    mo.move("order", key, "approve")
    ada.move("order", key, "void", signed=True)
    ada.move("order", other, "void", signed=True)
    with pytest.raises(DataProblem) as caught:
        lena.delete("order", key)
    assert caught.value.key == "facts_stay"
    lena.delete("order", other)  # it was never approved


def test_an_undone_delete_comes_back_in_its_state(door: Door, order: dict[str, object]):
    lena, ada = door("lena"), door("ada")
    key = sent(lena, order)
    ada.move("order", key, "void", signed=True)
    token = lena.delete("order", key)
    assert lena.undo(token) == key
    assert lena.standing("order", key).state == "void"
    assert [entry.kind for entry in lena.history("order", key)] == ["undo", "delete", "move", "move", "create"]
