"""Bundles made from a spec, and a clock that tests move on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from fieldpact.pipeline import check, render_bundle_of

NOON = dt.datetime(2027, 2, 1, 12, tzinfo=dt.UTC)


def bundle_at(folder: Path, spec: Path, history: Mapping[str, bytes] | None = None) -> Path:
    """The bundle of a spec, in `folder`; `history` are the shapes of earlier releases."""
    reading = check(spec)
    assert reading.app is not None, reading.findings
    for path, data in render_bundle_of(reading, reading.app, history or {}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def history_of(bundle: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((bundle / "schema").iterdir())}


class Clock:
    """Stands still until a test moves it on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += dt.timedelta(**time)
