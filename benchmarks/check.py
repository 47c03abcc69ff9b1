"""`fieldpact check`, cold process, beside Spectral."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import measure, peer
from benchmarks.specs import spec

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spec.yaml"
        path.write_text(spec(300), encoding="utf-8")
        ours = [str(Path(sys.executable).with_name("fieldpact")), "check", str(path)]
        theirs = peer.command()
        what = "check, 300 fields, whole catalogue, cold process"
        reach = "0.4 s, 80 MB, 0.35 of the peer"
        if theirs is None:
            run = measure.alone(ours)
            return [(what, f"{run.seconds:.2f} s, {run.megabytes:.0f} MB", reach, "Spectral not run: no npm")]
        run, other, ratio = measure.in_turn(ours, [*theirs, str(path)])
        told = f"Spectral {peer.VERSION}, 20 rules: {other.seconds:.2f} s, {other.megabytes:.0f} MB; ratio {ratio:.2f}"
        return [(what, f"{run.seconds:.2f} s, {run.megabytes:.0f} MB", reach, told)]
