"""Many threads on one store."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

from fieldapp.data.ids import new_id
from fieldapp.data.repository import Repository


def test_writers_and_readers_together(store: Repository) -> None:
    shared = store.save("visit", {"count": Decimal(0)})
    seen: list[int] = []

    def write(worker: int) -> list[str]:
        return [store.save("visit", {"remark": f"{worker} {n}", "lines": [{}, {}]}) for n in range(15)]

    def read(_: int) -> None:
        for _ in range(30):
            seen.append(store.list("visit", limit=5).total)
            assert all(len(row["lines"]) in (0, 2) for row in store.rows("visit"))
            assert store.record("visit", shared) is not None

    with ThreadPoolExecutor(6) as pool:
        reading = [pool.submit(read, n) for n in range(3)]
        keys = [key for made in pool.map(write, range(3)) for key in made]
        for future in reading:
            future.result()
    assert len(set(keys)) == 45
    assert {row["id"] for row in store.rows("visit")} == {shared, *keys}
    assert [m.seq for m in store.queued()] == list(range(1, 47))
    assert max(seen) <= 46


def test_a_reader_sees_a_save_at_once(store: Repository) -> None:
    key = store.save("visit", {"count": Decimal(0)})
    for n in range(1, 20):
        assert store.record("visit", key) is not None
        writer = threading.Thread(target=store.save, args=("visit", {"count": Decimal(n)}, key))
        writer.start()
        writer.join()
        record = store.record("visit", key)
        assert record is not None
        assert record["count"] == n


def test_ids_are_uuid_7_in_order() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [i for ids in pool.map(lambda _: [new_id() for _ in range(500)], range(4)) for i in ids]
    assert len(set(made)) == 2000
    assert {uuid.UUID(i).version for i in made} == {7}
    assert {uuid.UUID(i).variant for i in made} == {uuid.RFC_4122}
    ids = [new_id() for _ in range(1000)]
    assert ids == sorted(ids)
