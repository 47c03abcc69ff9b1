"""kill -9 in the middle of saving: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

from tests.killing import killed

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository

KILLS = 20


def test_acknowledged_saves_survive_kills(bundle: Path, tmp_path: Path) -> None:
    folder, acknowledged, random_ = tmp_path / "store", dict[str, str](), random.Random(7)
    for run in range(KILLS):

        def save(tell: Callable[[str], None], name: str = f"run{run}") -> None:
            store = Repository(load_bundle(bundle), folder, bundle)
            for n in itertools.count():
                text = f"{name} {n}"
                draft = store.drafts.save("visit", {"remark": text})
                lines = [{"product": text} for _ in "abc"]
                tell(f"{store.save('visit', {'remark': text, 'lines': lines}, draft=draft)} {text}")

        acknowledged |= dict(line.split(" ", 1) for line in killed(save, random_.uniform(0, 0.05)))
    store = Repository(load_bundle(bundle), folder, bundle)
    records = {record["id"]: record for record in store.rows("visit")}
    queued = {mutation.id: mutation for mutation in store.queued(limit=1_000_000)}
    assert len(acknowledged) >= KILLS
    assert {key: records[key]["remark"] for key in acknowledged} == acknowledged
    assert all([row["product"] for row in record["lines"]] == [record["remark"]] * 3 for record in records.values())
    assert records.keys() == queued.keys()
    assert store.recovery is None
    assert store.list("visit", search="run0 0").total == 1
    assert not {record["remark"] for record in records.values()} & {d.doc["remark"] for d in store.drafts.list()}
    store.close()
