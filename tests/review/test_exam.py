"""The exam of the green lane: harmless changes approve themselves, dangerous ones in disguise never do."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from fieldpact.pipeline import Reading, check
from fieldpact.review.lane import LaneVerdict, lane_between

EXAM = Path(__file__).parent / "exam"


def questions(name: str) -> list[Any]:
    asked = yaml.safe_load((EXAM / f"{name}.yaml").read_text("utf-8"))
    return [pytest.param(question, id=question["name"]) for question in asked]


@functools.cache
def base(name: str) -> Reading:
    return check(EXAM / f"{name}.yaml")


def put(text: str, changes: list[list[str]]) -> str:
    """A text with others put in, each of which stands there exactly once."""
    assert all(text.count(old) == 1 for old, _ in changes)
    spots = [(text.index(old), old, new) for old, new in changes]
    for start, old, new in sorted(spots, reverse=True):
        text = text[:start] + new + text[start + len(old) :]
    return text


def lane_of(question: dict[str, Any], folder: Path) -> LaneVerdict | None:
    """The lane of a base (base.yaml, or the one that is named) with a question's texts put in, or its `files` changed.

    None for a text that no spec may hold: it is refused long before it has a lane.
    """
    name = question.get("base", "base")
    for beside in ("data", "brand"):
        shutil.copytree(EXAM / beside, folder / beside)
    (folder / "spec.yaml").write_text(
        put((EXAM / f"{name}.yaml").read_text("utf-8"), question.get("change", [])), "utf-8"
    )
    for file, changes in question.get("files", {}).items():
        (folder / file).write_text(put((folder / file).read_text("utf-8"), changes), "utf-8")
    if question.get("longer"):
        with (folder / question["longer"]).open("ab") as picture:
            picture.write(b"\0")
    reading = check(folder / "spec.yaml")
    if question.get("refused"):
        assert reading.app is None
        return None
    assert reading.app is not None, reading.findings
    return lane_between(base(name), reading)


def test_the_exam_is_long_enough():
    harmless, dangerous = questions("harmless"), questions("dangerous")
    assert len(harmless) >= 30 and len(dangerous) >= 80
    assert base("base").findings == base("rich").findings == []


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
