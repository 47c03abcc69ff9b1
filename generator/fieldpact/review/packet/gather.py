"""Puts together what a packet is made from: the spec, the version before, what a build would write. Writes files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import fieldpact
from fieldpact.changes import Side
from fieldpact.findings import Finding
from fieldpact.govern import Governance
from fieldpact.model.app import App
from fieldpact.pipeline import Reading, render_files
from fieldpact.review.lane import LaneContext, judge
from fieldpact.review.packet.html import render_html
from fieldpact.review.packet.json import render_json
from fieldpact.review.packet.material import Before, Material, material_of
from fieldpact.review.packet.packet import Packet
from fieldpact.review.packet.pictures import Pictures

HTML, JSON = "review.html", "review.json"


@dataclass(frozen=True, slots=True)
class NotPossible(Exception):
    """There is no app to review; `findings` say why."""

    findings: Sequence[Finding]
    usable: bool


def gather(path: Path, reading: Reading, today: dt.date, before: Reading | None, pictures: Pictures) -> Material:
    """The material of a reading that was checked. Raises `NotPossible` where it, or the one before, is no app."""
    app, governance, profile = _usable(reading)
    side = Side(app, reading.reference, reading.findings)
    known = _before(before) if before is not None else None
    old = before.hooks if before is not None else {}
    changed = tuple(name for name, data in reading.hooks.items() if name in old and old[name] != data)
    around = LaneContext(
        hooks_new=tuple(name for name in reading.hooks if name not in old),
        hooks_changed=(*changed, *(name for name in old if name not in reading.hooks)),
        files_changed=_files_changed(before, reading) if before is not None else (),
    )
    place = reading.document.value_span
    verdict = judge(known.side if known else None, side, governance=governance, context=around, place=place)
    return material_of(
        side,
        governance,
        profile,
        render_files(reading, app, {}),
        today,
        fieldpact.__version__,
        folder=str(path.parent),
        hooks=reading.hooks,
        before=known,
        verdict=verdict,
        pictures=pictures,
    )


def _usable(reading: Reading) -> tuple[App, Governance, str]:
    governance, profile = reading.governance, reading.profile
    if reading.app is None or governance is None or profile is None or profile not in governance.profiles:
        raise NotPossible(reading.findings, reading.usable)
    return reading.app, governance, profile


def _before(reading: Reading) -> Before:
    app, _, _ = _usable(reading)
    return Before(Side(app, reading.reference, reading.findings), f"version {app.version}", reading.hooks)


def _files_changed(old: Reading, new: Reading) -> tuple[str, ...]:
    """Files beside the spec that both have and that differ; rows of reference data are compared one by one."""
    rows = {table.source for table in new.app.tables.values()} if new.app else set()
    both = [name for name in new.files if name in old.files and name not in rows and name != "spec.yaml"]
    return tuple(name for name in both if new.files[name] != old.files[name])


def write(packet: Packet, folder: Path) -> tuple[Path, Path]:
    """Writes the page and its JSON, each in one step, and returns their places. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / HTML, folder / JSON
    for path, text in ((page, render_html(packet)), (data, render_json(packet))):
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    return page, data
