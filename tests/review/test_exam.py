"""The exam of the green lane: harmless changes approve themselves, dangerous ones in disguise never do."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from fieldpact.changes.difference import Side
from fieldpact.govern import shipped_governance
from fieldpact.pipeline import Reading, check
from fieldpact.review.lane import LaneVerdict, lane_between

EXAM = Path(__file__).parent / "exam"


def questions(name: str) -> list[Any]:
    asked = yaml.safe_load((EXAM / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(question, id=question["name"]) for question in asked]


@functools.cache
def base() -> Reading:
    return check(EXAM / "base.yaml")


def side(reading: Reading) -> Side:
    assert reading.app is not None, reading.findings
    return Side(reading.app, reading.reference, reading.findings)


def lane_of(question: dict[str, Any], folder: Path) -> LaneVerdict | None:
    """The lane of base.yaml with a question's texts put in, each of which stands there exactly once.

    None for a text that no spec may hold: it is refused long before it has a lane.
    """
    text = (EXAM / "base.yaml").read_text("utf-8")
    assert all(text.count(old) == 1 for old, _ in question["change"])
    spots = [(text.index(old), old, new) for old, new in question["change"]]
    for start, old, new in sorted(spots, reverse=True):
        text = text[:start] + new + text[start + len(old) :]
    shutil.copytree(EXAM / "data", folder / "data")
    (folder / "spec.yaml").write_text(text, "utf-8")
    reading = check(folder / "spec.yaml")
    if question.get("refused"):
        assert reading.app is None
        return None
    return lane_between(base(), reading)


def test_the_exam_is_long_enough():
    harmless, dangerous = questions("harmless"), questions("dangerous")
    assert len(harmless) >= 20 and len(dangerous) >= 20
    assert check(EXAM / "base.yaml").findings == []


@pytest.mark.parametrize("question", questions("harmless"))
def test_a_harmless_change_approves_itself(question: dict[str, Any], tmp_path: Path):
    verdict = lane_of(question, tmp_path)
    assert verdict is not None
    assert verdict.reasons == ()
    assert verdict.lane == "green"


@pytest.mark.parametrize("question", questions("dangerous"))
def test_a_dangerous_change_waits_for_a_person(question: dict[str, Any], tmp_path: Path):
    verdict = lane_of(question, tmp_path)
    if verdict is not None:
        assert verdict.lane == question.get("lane", "amber")
        assert verdict.reasons[0].say
