"""All controls are answered, with rules that exist and tests that exist."""

from __future__ import annotations

import re

from fieldpact.review.packet.masvs import load_controls
from tests.review.packet.conftest import packet_of
from tests.tidy.house import ROOT

COUNTS = {
    "STORAGE": 2, "CRYPTO": 2, "AUTH": 3, "NETWORK": 2, "PLATFORM": 3, "CODE": 4, "RESILIENCE": 4, "PRIVACY": 4,
}  # fmt: skip


def test_they_are_the_24_controls():
    assert list(load_controls()) == [f"MASVS-{name}-{n}" for name, most in COUNTS.items() for n in range(1, most + 1)]


def test_each_is_answered_and_every_test_that_is_named_exists():
    for id, control in load_controls().items():
        assert control.held or control.not_applicable or control.not_tried, id
        assert not (control.held and control.not_applicable), f"{id} is held and yet none of this app's"
        for held in control.held:
            file, _, name = held.test.partition("::")
            source = (ROOT / file).read_text("utf-8")
            assert not name or re.search(rf"^(async )?def {name}\(", source, re.MULTILINE), f"{id}: {held.test}"


def test_the_packet_tells_rules_tests_and_the_value_of_the_switch():
    controls = {each.id: each for each in packet_of(ROOT / "examples" / "sample_drop" / "spec.yaml").masvs}
    assert len(controls) == 24
    assert {each.answer for each in controls.values()} <= {"held", "by rules", "not applicable", "not tried"}
    assert controls["MASVS-STORAGE-2"].held[0].value == "no"
    assert "DATA-002" in controls["MASVS-PRIVACY-1"].rules
    assert all(each.reason or each.answer in ("held", "by rules") for each in controls.values())
