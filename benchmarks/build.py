"""`fieldpact build`, cold process, and the rebuild inside `preview`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks import measure
from benchmarks.specs import spec
from fieldpact.preview.workspace import Workspace

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder) / "spec.yaml", Path(folder) / "app"
        path.write_text(spec(300), encoding="utf-8")
        fieldpact = str(Path(sys.executable).with_name("fieldpact"))
        runs = []
        for _ in range(6):
            shutil.rmtree(out, ignore_errors=True)
            runs.append(measure.once([fieldpact, "build", str(path), "-o", str(out)]).seconds)
        cold = sorted(runs[1:])[2]
        again = measure.alone([fieldpact, "build", str(path), "-o", str(out)])
        return [
            ("build, 300 fields, cold process, new folder", f"{cold:.2f} s", "1 s", ""),
            ("build again, nothing changed, cold process", f"{again.seconds:.2f} s", "", ""),
            ("rebuild inside preview, 300 fields", f"{_rebuild(path, Path(folder)) * 1000:.0f} ms", "150 ms", ""),
        ]


def _rebuild(path: Path, folder: Path) -> float:
    """The spec changes by one word each time, so that every rebuild has a new bundle to write."""
    workspace = Workspace.of(path, folder / "cache")
    workspace.rebuild()
    counter = iter(range(1000))

    def change() -> None:
        path.write_text(spec(300).replace("en: Bench", f"en: Bench {next(counter)}"), encoding="utf-8")
        if not workspace.rebuild():
            raise RuntimeError("the rebuild made nothing new")

    return measure.per_call(change, 9)
