"""What moves bring about: records once, messages to whom they are for, all of it or nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.app.definition import AppDef, Formula
from fieldapp.data.ids import derived_id
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from fieldapp.formula.values import ErrorValue
from tests.built import NOON, Clock
from tests.process.conftest import Door


def test_a_created_record_is_whole(door: Door, order: dict[str, object]):
    lena = door("lena")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    task = min(lena.rows("task"), key=lambda task: str(task["what"]))
    wanted = {"what": "Dust", "due": dt.date(2027, 2, 8), "urgent": True, "days": Decimal(3), "twice": Decimal(6)}
    assert {name: task[name] for name in wanted} == wanted
    assert (task["owner"], task["state"], task["proof"], task["created"]) == ("lena", "open", None, NOON)
    assert lena.list("task", search="Dust").total == 1
    assert {mutation.id for mutation in lena.queued() if mutation.table == "task"} == {
        t["id"] for t in lena.rows("task")
    }


def test_ids_are_the_same_on_every_phone(app: AppDef, bundle: Path, tmp_path: Path, clock: Clock):
    found = []
    for phone in ("one", "other"):
        store = Repository(app, tmp_path / phone, bundle, clock=clock)
        people = {str(person["id"]): store.acting(person) for person in store.people()}
        lena = people["lena"]
        rows = [{"id": "r1", "what": "Dust", "result": "bad"}]
        key = lena.save("order", {"outlet": "A", "total": Decimal(500), "lines": rows})
        with store._database.write() as connection:  # the record as it came from the other phone
            connection.execute("PRAGMA defer_foreign_keys = ON")
            connection.execute('UPDATE "t_order.lines" SET _record = ?, _parent = ?', ("o1", "o1"))
            connection.execute("UPDATE t_order SET id = ?", ("o1",))
        store._records.forget()
        lena.move("order", "o1", "send")
        found.append([task["id"] for task in lena.rows("task")] + [message.id for message in people["mo"].told()])
        assert key != "o1"
        store.close()
    assert found[0] == found[1]
    assert len(found[0]) == 2
    assert found[0][0] == derived_id("com.example.approval", "order.send.task", "task", "o1", "r1")


def test_derived_ids_tell_their_parts_apart():
    assert derived_id("a", "b") == derived_id("a", "b")
    assert len({derived_id("a", "b"), derived_id("ab"), derived_id("a", "", "b"), derived_id("b", "a")}) == 4
    assert derived_id("x")[14] == "8"


def test_going_back_and_on_again_creates_nothing_twice_and_tells_again(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    mo.move("order", key, "give_back", "Count again")
    lena.move("order", key, "send")
    assert len(lena.rows("task")) == 2
    assert len(mo.told()) == 2


def test_what_people_deleted_does_not_come_back(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    gone = lena.rows("task")[0]["id"]
    lena.delete("task", gone)
    mo.move("order", key, "give_back", "Count again")
    lena.move("order", key, "send")
    assert gone not in {task["id"] for task in lena.rows("task")}


def test_people_are_told_by_role_and_by_person(door: Door, order: dict[str, object]):
    lena, ola, mo = door("lena"), door("ola"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    (message,) = mo.told()
    assert (message.channel, message.due, message.seen) == ("teams", NOON + dt.timedelta(hours=24), False)
    assert not lena.told()
    mo.see(message.id)
    assert mo.told()[0].seen
    mo.move("order", key, "approve")
    assert [message.text for message in lena.told()] == ["Your order was approved"]
    assert not ola.told()
    told = [mutation for mutation in lena.queued() if mutation.table == "_told"]
    assert [mutation.patch["role"] or mutation.patch["person"] for mutation in told] == ["manager", "lena"]


def test_what_cannot_be_worked_out_stops_the_move(app: AppDef, bundle: Path, tmp_path: Path):
    table = app.tables["order"]
    assert table.workflow is not None
    send, *others = table.workflow.moves
    create, tell = send.then
    assert tell.tell is not None
    broken = replace(tell.tell, say=Formula("broken", lambda *_: ErrorValue("Custom", "No such lot")))
    moves = (replace(send, then=(create, replace(tell, tell=broken))), *others)
    changed = replace(table, workflow=replace(table.workflow, moves=moves))
    store = Repository(replace(app, tables={**app.tables, "order": changed}), tmp_path / "store", bundle)
    lena = store.acting(next(person for person in store.people() if person["id"] == "lena"))
    key = lena.save("order", {"outlet": "A", "total": Decimal(500), "lines": [{"what": "Dust", "result": "bad"}]})
    with pytest.raises(DataProblem) as caught:
        lena.move("order", key, "send")
    assert (caught.value.key, caught.value.values) == ("effect_failed", {"reason": "No such lot"})
    assert (lena.rows("task"), lena.standing("order", key).state, len(lena.queued())) == ((), "draft", 1)
    assert [entry.kind for entry in lena.history("order", key)] == ["create"]
    store.close()


def test_what_waits_for_whom(door: Door, order: dict[str, object], clock: Clock):
    lena, ola, mo = door("lena"), door("ola"), door("mo")
    first = lena.save("order", {**order, "lines": []})
    second = ola.save("order", {**order, "lines": []})
    assert (lena.waiting(), ola.waiting(), mo.waiting()) == ([], [], [])
    ola.move("order", second, "send")
    clock.pass_(minutes=1)
    lena.move("order", first, "send")
    assert mo.waiting() == [("order", second), ("order", first)]
    mo.move("order", second, "give_back", "Why so few?")
    assert mo.waiting() == [("order", first)]
    assert ola.waiting() == [("order", second)]
    assert lena.waiting() == []
