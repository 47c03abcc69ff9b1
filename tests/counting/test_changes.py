"""What `fieldpact diff` says of limits and stock."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact.changes.difference import Side, difference
from fieldpact.pipeline import read_model

SPEC = Path(__file__).parents[1] / "cases" / "limits" / "spec.yaml"


def said(tmp_path: Path, old: str, new: str) -> list[str]:
    """What changes where `old` in the spec becomes `new`."""
    text = SPEC.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "spec.yaml"
    changed.write_text(text.partition("\ntests:")[0].replace(old, new) + "\n", encoding="utf-8")
    before, after = read_model(SPEC).app, read_model(changed)
    assert before is not None and after.app is not None, after.findings
    return [change.say for change in difference(Side(before), Side(after.app))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "within: 30 days",
            "within: 60 days",
            [
                "“Voucher”: a_month allows something else now",
                "the limit a_month changes: the time it is counted within; it is counted again on each device",
            ],
        ),
        ("at_most: 1000", "at_most: 1001", ["“Voucher”: by_me allows something else now"]),
        ("before_signing: ask_reason", "before_signing: tell", ["“Voucher”: unless by_me: ask_reason → tell"]),
        ("at_least: 5", "at_least: 6", ["“Voucher”: book allows something else now"]),
    ],
)
def test_a_changed_limit_is_said_in_a_sentence(tmp_path, old, new, expected):
    assert said(tmp_path, old, new) == expected


def test_a_new_limit_is_said(tmp_path):
    before = "  by_me:\n"
    after = "  new_one: {of: voucher.count, within: 7 days, at_most: 10}\n  by_me:\n"
    assert said(tmp_path, before, after) == ["“Voucher”: checks new_one (stop)", "the limit new_one is new"]
