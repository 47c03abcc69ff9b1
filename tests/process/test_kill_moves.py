"""kill -9 in the middle of moves: each one happened with all that it brings about, or not at all."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from tests.killing import killed

KILLS = 8


def test_a_move_is_whole_or_not_there(bundle: Path, tmp_path: Path):
    folder, said, random_ = tmp_path / "store", dict[str, set[str]](), random.Random(11)

    def move(tell: Callable[[str], None]) -> None:
        store = Repository(load_bundle(bundle), folder, bundle)
        lena = store.acting(next(person for person in store.people() if person["id"] == "lena"))
        rows = [{"what": word, "result": "bad"} for word in "abc"]
        while True:
            key = lena.save("order", {"outlet": "A", "total": Decimal(500), "lines": rows})
            tell(f"saved {key}")
            lena.move("order", key, "send")
            tell(f"sent {key}")

    for _ in range(KILLS):
        for line in killed(move, random_.uniform(0, 0.05)):
            word, key = line.split()
            said.setdefault(key, set()).add(word)
    store = Repository(load_bundle(bundle), folder, bundle).as_device()
    orders = {order["id"]: order for order in store.rows("order")}
    queued = store.queued(1_000_000)
    assert len(said) >= KILLS
    assert {key for key, words in said.items() if "sent" in words} <= {
        k for k, o in orders.items() if o["state"] == "sent"
    }
    sent = [key for key, order in orders.items() if order["state"] == "sent"]
    assert len(store.rows("task")) == 3 * len(sent)
    assert {mutation.id for mutation in queued if mutation.table == "task"} == {
        task["id"] for task in store.rows("task")
    }
    told = [mutation for mutation in queued if mutation.table == "_told"]
    assert sorted(mutation.patch["record"] for mutation in told) == sorted(sent)
    for key, order in orders.items():
        wanted = ["move", "create"] if order["state"] == "sent" else ["create"]
        assert [entry.kind for entry in store.history("order", key)] == wanted
    store.close()
