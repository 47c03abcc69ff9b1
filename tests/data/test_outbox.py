"""The outbox: one change a save, only what changed, numbered without gaps."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.data.repository import Repository


def test_patches_hold_what_changed(store: Repository) -> None:
    key = store.save("visit", {"remark": "a", "total": Decimal("12.50"), "lines": [{"id": "r1", "qty": Decimal(1)}]})
    store.save("visit", {"remark": "b", "total": Decimal("12.5")}, key)
    first, second = store.queued()
    assert (first.op, first.table, first.id, first.base_ver, first.schema_ver) == ("create", "visit", key, 0, 1)
    assert first.patch["total"] == 1250
    assert first.patch["lines"][0]["qty"] == 1
    assert (second.op, dict(second.patch)) == ("update", {"remark": "b"})


def test_a_save_that_changes_nothing_queues_nothing(store: Repository) -> None:
    key = store.save("visit", {"remark": "a"})
    edited = store.rows("visit")[0]["edited"]
    store.save("visit", {"remark": "a"}, key)
    assert store.unsent() == 1
    assert store.rows("visit")[0]["edited"] == edited


def test_numbers_have_no_gaps_and_ids_sort(store: Repository) -> None:
    keys = [store.save("visit", {"remark": str(n)}) for n in range(20)]
    store.undo(store.delete("visit", keys[3]))
    queued = store.queued()
    assert [mutation.seq for mutation in queued] == list(range(1, 23))
    assert keys == sorted(keys)
    assert [m.mid for m in queued] == sorted(m.mid for m in queued)


def test_delete_and_undo_bring_everything_back(store: Repository) -> None:
    key = store.save("visit", {"account": "a1", "remark": "rare", "lines": [{"id": "r1", "product": "Cola"}]})
    before = store.record("visit", key)
    token = store.delete("visit", key)
    assert store.record("visit", key) is None
    assert store.list("visit", search="rare").total == 0
    assert store.undo(token) == key
    after = store.record("visit", key)
    assert before is not None and after is not None
    assert {k: v for k, v in before.items() if k != "edited"} == {k: v for k, v in after.items() if k != "edited"}
    assert store.list("visit", search="rare").rows[0].title == "Björk & Son"
    assert [m.op for m in store.queued()] == ["create", "delete", "create"]
