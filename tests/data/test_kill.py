"""kill -9 in the middle of saving: what was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository

KILLS = 20
SAVER = """
import itertools, sys
from pathlib import Path
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
bundle, folder, run = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
store = Repository(load_bundle(bundle), folder, bundle)
for n in itertools.count():
    text = f"{run} {n}"
    draft = store.drafts.save("visit", {"remark": text})
    key = store.save("visit", {"remark": text, "lines": [{"product": text} for _ in "abc"]},
                     draft=draft)
    print(key, text, flush=True)
"""


def test_acknowledged_saves_survive_kills(bundle: Path, tmp_path: Path) -> None:
    folder, acknowledged, random_ = tmp_path / "store", dict[str, str](), random.Random(7)
    for run in range(KILLS):
        saver = subprocess.Popen(
            [sys.executable, "-c", SAVER, str(bundle), str(folder), f"run{run}"], stdout=subprocess.PIPE, text=True
        )
        assert saver.stdout is not None
        lines = [saver.stdout.readline()]
        time.sleep(random_.uniform(0, 0.05))
        saver.send_signal(signal.SIGKILL)
        lines += saver.stdout.readlines()
        saver.wait()
        for line in lines:
            if line.endswith("\n"):  # the last one may be cut by the kill
                key, text = line.rstrip("\n").split(" ", 1)
                acknowledged[key] = text
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
