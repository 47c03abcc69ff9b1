"""One keystroke: the engine alone, and with Flet's diff and packing, headless."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.specs import spec
from fieldapp.bundle import load_bundle
from fieldapp.data.repository import Repository
from fieldapp.form.engine import Engine
from fieldapp.testing import running
from fieldpact.preview.workspace import Workspace

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    found: list[Row] = []
    for fields in (30, 200, 1000):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "spec.yaml"
            path.write_text(spec(fields), encoding="utf-8")
            workspace = Workspace.of(path, Path(folder))
            if not workspace.rebuild() or workspace.bundle is None:
                raise RuntimeError(f"the bench spec has findings: {workspace.findings[:3]}")
            engine = _engine(workspace.bundle, Path(folder) / "data") * 1000
            whole = asyncio.run(_whole(workspace.bundle, Path(folder) / "data-2")) * 1000
            found.append((f"keystroke, {fields} fields: engine", f"{engine:.2f} ms", "1 ms", ""))
            found.append((f"keystroke, {fields} fields: engine, diff and packing", f"{whole:.2f} ms", "2 ms", ""))
    return found


def _engine(bundle: Path, data: Path) -> float:
    data.mkdir()
    app = load_bundle(bundle)
    repository = Repository(app, data, bundle)
    engine = Engine(app, app.tables["t0"], repository.world())
    counter = iter(range(10_000))
    seconds = measure.per_call(lambda: engine.enter("f1", str(next(counter) % 400 + 1)), 200)
    repository.close()
    return seconds


async def _whole(bundle: Path, data: Path) -> float:
    async with running(bundle, data) as app:
        await app.tap("action:new:t0")
        return await app.keystroke_seconds("field:f1", [str(n) for n in range(1, 60)])
