"""Moves: who may make them, when, and what is written down."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldapp.app.definition import AppDef
from fieldapp.data.problem import DataProblem
from fieldapp.data.repository import Repository
from tests.built import Clock
from tests.process.conftest import Door


def refused(store: Repository, key: str, move: str, reason: str | None = None, signed: bool = False) -> str:
    """The key of the problem; nothing was changed by the attempt."""
    before = (store.as_device().rows("order"), store.as_device().rows("task"), store.queued(1000))
    with pytest.raises(DataProblem) as caught:
        store.move("order", key, move, reason, signed=signed)
    assert (store.as_device().rows("order"), store.as_device().rows("task"), store.queued(1000)) == before
    return caught.value.key


def possible(store: Repository, key: str) -> list[str]:
    return [choice.move.id for choice in store.standing("order", key).moves if choice.possible]


def test_a_record_begins_in_the_first_state_and_moves_on(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    assert (lena.record("order", key) or {})["state"] == "draft"
    assert possible(lena, key) == ["send"]
    assert possible(mo, key) == []
    lena.move("order", key, "send")
    assert (lena.record("order", key) or {})["state"] == "sent"
    assert possible(lena, key) == []
    assert possible(mo, key) == ["approve", "give_back"]
    mo.move("order", key, "approve")
    assert mo.standing("order", key).state == "approved"


def test_role_state_and_condition_stand_against_a_move(door: Door):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", {"outlet": "A", "total": Decimal(0)})
    assert refused(mo, key, "send") == "move_refused"
    assert refused(lena, key, "send") == "move_refused"  # =total > 0
    assert lena.standing("order", key).moves[0].refused == "when"
    assert refused(mo, key, "approve") == "move_gone"


def test_a_condition_that_fails_denies(door: Door):
    lena = door("lena")
    key = lena.save("task", {"what": "x"})
    assert [choice.refused for choice in lena.standing("task", key).moves] == ["when"]


def test_who_cannot_read_a_record_cannot_move_it(door: Door, order: dict[str, object]):
    key = door("lena").save("order", order)
    ola = door("ola")
    assert refused(ola, key, "send") == "record_gone"
    assert not ola.standing("order", key).moves
    assert not ola.history("order", key)


def test_a_reason_and_a_signature_are_asked_for(door: Door, order: dict[str, object]):
    lena, mo, ada = door("lena"), door("mo"), door("ada")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    assert refused(mo, key, "give_back", "  ") == "reason_needed"
    assert refused(ada, key, "void") == "sign_needed"
    ada.move("order", key, "void", signed=True)
    (entry, *_) = ada.history("order", key)
    assert (entry.move, entry.meaning, entry.who["name"]) == ("void", "order.moves.void.meaning", "Ada Holm")


def test_the_same_move_in_two_windows_is_made_once(app: AppDef, tmp_path: Path, bundle: Path, clock: Clock):
    folder = tmp_path / "shared"
    one = Repository(app, folder, bundle, clock=clock)
    other = Repository(app, folder, bundle, clock=clock)
    lena = next(person for person in one.people() if person["id"] == "lena")
    first, second = one.acting(lena), other.acting(lena)
    rows = [{"what": "Dust", "result": "bad"}]
    key = first.save("order", {"outlet": "A", "total": Decimal(500), "lines": rows})
    assert second.standing("order", key).moves[0].possible
    first.move("order", key, "send")
    with pytest.raises(DataProblem) as caught:
        second.move("order", key, "send")
    assert caught.value.key == "move_gone"
    assert len(second.rows("task")) == 1
    one.close()
    other.close()


def test_moves_wait_in_the_outbox_with_their_reason(door: Door, order: dict[str, object]):
    lena, mo = door("lena"), door("mo")
    key = lena.save("order", order)
    lena.move("order", key, "send")
    mo.move("order", key, "give_back", "Count again")
    *_, last = lena.queued()
    why = {"kind": "move", "move": "give_back", "reason": "Count again"}
    assert (last.op, last.patch) == ("update", {"state": "draft", "_why": why})


def test_records_from_before_the_workflow_are_in_the_first_state(app: AppDef, tmp_path: Path, bundle: Path):
    store = Repository(app, tmp_path / "old", bundle)
    key = store.as_device().save("order", {"outlet": "A"})
    with store._database.write() as connection:
        connection.execute("UPDATE t_order SET state = NULL")
    store.close()
    again = Repository(app, tmp_path / "old", bundle)
    assert (again.as_device().record("order", key) or {})["state"] == "draft"
    again.close()
