"""Without `--against` a packet compares with what a person approved last."""

from __future__ import annotations

import json

from tests.review.people import ANN, LENA, Organisation


def packet(org: Organisation) -> dict:
    org.ok("review", org.app, "-o", org.folder / "review", "--no-pictures")
    return json.loads((org.folder / "review" / "review.json").read_text("utf-8"))


def test_the_change_since_then_is_told_with_its_lane(org: Organisation) -> None:
    assert packet(org)["about"]["against"] == ""
    org.ok("submit", org.app, by=LENA)
    assert packet(org)["about"]["against"] == ""  # nobody has approved it yet
    org.ok("approve", org.app, by=ANN)
    org.change("label: Outcome", "label: Result")
    found = packet(org)
    assert found["about"]["against"] == "version 1.0.0, approved as submission 1"
    assert found["verdict"]["lane"] == "green"
    assert [change["say"] for change in found["changes"] if "Result" in change["say"]]
    org.change("label: Result", "label: Patient initials")
    found = packet(org)
    assert found["verdict"]["lane"] == "red"
    assert found["verdict"]["stops"] > 0
