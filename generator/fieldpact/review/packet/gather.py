"""Puts together what a packet is made from: the spec, the version before, what a build would write. Writes files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import fieldpact
from fieldapp.unchanging import unchanging
from fieldpact.changes import Side
from fieldpact.findings import Finding
from fieldpact.govern import Governance
from fieldpact.model.app import App
from fieldpact.pipeline import Reading, render_files
from fieldpact.review.lane import lane_between
from fieldpact.review.packet.approved import Approved
from fieldpact.review.packet.html import render_html
from fieldpact.review.packet.json import render_json
from fieldpact.review.packet.material import Before, Material, material_of
from fieldpact.review.packet.packet import Packet
from fieldpact.review.packet.pictures import Pictures

HTML, JSON = "review.html", "review.json"


@unchanging
class NotPossible(Exception):
    """There is no app to review; `findings` say why."""

    findings: Sequence[Finding]
    usable: bool


def gather(
    path: Path,
    reading: Reading,
    today: dt.date,
    before: Reading | None,
    pictures: Pictures,
    approved: Approved | None = None,
) -> Material:
    """The material of a reading that was checked. Raises `NotPossible` where it, or the one before, is no app.

    `before` is the version that somebody asks to compare with; without one, what a person `approved` last.
    """
    app, governance, profile = _usable(reading)
    side = Side(app, reading.reference, reading.findings)
    if before is not None:
        known, verdict = _before(before, ""), lane_between(before, reading)
    elif approved is not None:
        known, verdict = _before(approved.reading, approved.named), approved.verdict
    else:
        known, verdict = None, lane_between(None, reading)
    return material_of(
        side,
        governance,
        profile,
        approved.release if approved is not None else render_files(reading, app, {}, draft=False),
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


def _before(reading: Reading, named: str) -> Before:
    app, _, _ = _usable(reading)
    return Before(Side(app, reading.reference, reading.findings), named or f"version {app.version}", reading.hooks)


def write(packet: Packet, folder: Path) -> tuple[Path, Path]:
    """Writes the page and its JSON, each in one step, and returns their places. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / HTML, folder / JSON
    for path, text in ((page, render_html(packet)), (data, render_json(packet))):
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    return page, data
