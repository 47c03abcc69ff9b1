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
        one = Path(folder) / "spec.yaml"
        one.write_text(spec(300, tables=6), encoding="utf-8")  # a form of 300 fields would be a finding
        many = [Path(folder) / f"spec_{number:03}.yaml" for number in range(200)]
        for number, path in enumerate(many):
            path.write_text(spec(15, number=number), encoding="utf-8")
        return [
            _row("check, 300 fields, whole catalogue, cold process", [one], "0.4 s, 80 MB, 0.35 of the peer"),
            _row("check of 200 specs of 15 fields, one command", many, "2.5 s, 0.35 of the peer"),
        ]


def _row(what: str, paths: list[Path], reach: str) -> Row:
    names = [str(path) for path in paths]
    ours = [str(Path(sys.executable).with_name("fieldpact")), "check", *names]
    theirs = peer.command()
    if theirs is None:
        run = measure.alone(ours)
        return (what, f"{run.seconds:.2f} s, {run.megabytes:.0f} MB", reach, "Spectral not run: no npm")
    run, other, ratio = measure.in_turn(ours, [*theirs, *names], runs=5 if len(paths) == 1 else 3)
    told = f"Spectral {peer.VERSION}, 20 rules: {other.seconds:.2f} s, {other.megabytes:.0f} MB; ratio {ratio:.2f}"
    return (what, f"{run.seconds:.2f} s, {run.megabytes:.0f} MB", reach, told)
