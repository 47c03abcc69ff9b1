"""Keeps what today's release of an example writes, for the releases to come.

`python -m tests.migration.write_release NAME` is run when an example's schema is about to change, and once for a new
example. A folder that is there stays as it is.
"""

from __future__ import annotations

import gzip
import json
import random
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.data.rows import read_docs
from fieldapp.data.shape import shapes_of
from fieldapp.form.engine import Engine
from fieldapp.testing.fake import fill
from tests.access.stores import invented
from tests.built import NOON, bundle_at, history_of

ROOT = Path(__file__).parents[2]
RELEASES = Path(__file__).parent / "releases"
RECORDS = 12
REMARK = "Begun in the rain"
UNREAD = "some day"


def main(example: str) -> None:
    target = RELEASES / example / "1"
    while target.exists():
        target = target.parent / str(int(target.name) + 1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundle = bundle_at(folder / "bundle", ROOT / "examples" / example / "spec.yaml")
        expected = _write(bundle, folder / "data")
        target.mkdir(parents=True)
        for file, data in history_of(bundle).items():
            (target / file).write_bytes(data)
        packed = gzip.compress((folder / "data" / "data.sqlite").read_bytes(), mtime=0)
        (target / "data.sqlite.gz").write_bytes(packed)
        text = json.dumps(expected, indent=1, ensure_ascii=False)
        (target / "expected.json").write_text(text + "\n", encoding="utf-8")


def _write(bundle: Path, folder: Path) -> dict[str, Any]:
    """Records, one of them deleted, and a draft with a remark and a date that can't be read."""
    store = Repository(load_bundle(bundle), folder, bundle, clock=lambda: NOON)
    filled = [table for table in store.app.tables.values() if not table.reference]
    device = store.as_device()
    for table in filled:
        if not fill(store, table, RECORDS, seed=1):  # none can be made valid without what others do first
            for n in range(RECORDS):
                device.save(table.name, invented(device, table.fields, random.Random(n)))
    first = filled[0].name
    gone = str(device.list(first, limit=1).rows[0].id)
    device.delete(first, gone)
    engine = Engine(store.app, filled[0], device.world())
    for cell in engine.cells.values():
        if not cell.read_only and cell.definition.type in ("text", "long_text", "date"):
            engine.enter(cell.path, UNREAD if cell.definition.type == "date" else REMARK)
    doc = {"record": "", "title": "", "form": engine.draft()}
    device.drafts.save(first, doc)
    store.close()
    with closing(sqlite3.connect(folder / "data.sqlite")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shapes = shapes_of(store.app)
        records = {table.name: read_docs(connection, shapes[table.name]) for table in filled}
    return {"records": records, "drafts": [{"table": first, "doc": doc}], "deleted": 1, "undo": gone}


if __name__ == "__main__":
    for each in sys.argv[1:]:
        main(each)
