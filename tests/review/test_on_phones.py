"""A reviewer of a field that goes away or changes its type reads what happens to values that phones hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact.pipeline import Reading, check
from fieldpact.review.lane import lane_between

SPEC = """\
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}
tables:
  visit:
    fields:
      shop: {type: text, max_length: 80}
      size: {type: text, max_length: 80}
      count: integer
      hello: {type: note, text: Welcome}
      lines: {type: lines, fields: {n: integer, m: integer}}
  audit: {fields: {day: date}}
"""
UNTIL_SENT = "stay on the phones until they are sent"
CHANGES = {
    "a field that goes": ("      count: integer\n", "", f"count is gone; values not sent yet {UNTIL_SENT}"),
    "a field of the lines": (", m: integer", "", f"m is gone; values not sent yet {UNTIL_SENT}"),
    "a table that goes": (
        "  audit: {fields: {day: date}}\n",
        "",
        f"audit is gone; its records not sent yet {UNTIL_SENT}",
    ),
    "a field by another name": ("      count:", "      total:", f"count is gone; values not sent yet {UNTIL_SENT}"),
    "a field that is renamed": (
        "count: integer",
        "total: {type: integer, renamed_from: count}",
        "count is gone; what phones hold is kept as total",
    ),
    "a table that is renamed": (
        "  audit: {",
        "  look: {renamed_from: audit, ",
        "audit is gone; what phones hold is kept as look",
    ),
    "a type that holds less": (
        "count: integer",
        "count: date",
        f"type differs; values on phones that the new type can't hold start blank, and the former ones {UNTIL_SENT}",
    ),
    "a type that holds all": ("count: integer", "count: number", "type differs; values on phones stay what they are"),
    "a type with a rule": (
        "size: {type: text, max_length: 80}",
        "size: {type: number, changed_from: {type: text, value: =Value(old)}}",
        f"type differs; values on phones are read anew by changed_from:, and the former ones {UNTIL_SENT}",
    ),
    "a note that goes": ("      hello: {type: note, text: Welcome}\n", "", "hello is gone"),
}


def read(folder: Path, text: str) -> Reading:
    folder.mkdir()
    (folder / "spec.yaml").write_text(text, "utf-8")
    reading = check(folder / "spec.yaml")
    assert reading.app is not None, reading.findings
    return reading


@pytest.mark.parametrize("name", CHANGES)
def test_the_reason_says_what_becomes_of_values_on_phones(tmp_path: Path, name: str) -> None:
    old, new, say = CHANGES[name]
    assert SPEC.count(old) == 1
    verdict = lane_between(read(tmp_path / "old", SPEC), read(tmp_path / "new", SPEC.replace(old, new)))
    assert verdict.lane == "amber"
    assert say in [reason.say for reason in verdict.reasons]
