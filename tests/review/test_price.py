"""`fieldpact check` says what a change costs in process."""

from __future__ import annotations

from tests.review.people import ANN, LENA, Organisation


def test_check_says_the_lane_of_a_change_and_what_would_be_cheaper(org: Organisation) -> None:
    assert "Lane:" not in org.ok("check", org.app)
    org.ok("submit", org.app, by=LENA)
    assert "nobody has approved a version" in org.ok("check", org.app)
    org.ok("approve", org.app, by=ANN)
    assert "Lane: green, approves itself, compared with version 1.0.0" in org.ok("check", org.app)

    org.change("label: Outcome", "label: Result")
    assert "Lane: green" in org.ok("check", org.app)
    org.change("none: No order", "none: No order, later: Order comes later")
    said = org.ok("check", org.app)
    assert "Lane: green" in said

    org.change("label: Remark", "label: Remark on the shopkeeper s habits")
    said = org.ok("check", org.app)
    assert "Lane: amber, needs one reviewer" in said
    assert "tables.visit.fields.remark.label" in said and "“habits”" in said
    assert "(other words would be green)" in said

    org.change("max_length: 200", "max_length: 400")
    assert "max length differs" in org.ok("check", org.app)


def test_a_machine_that_trusts_nobody_says_so(org: Organisation) -> None:
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=ANN)
    org.believe_nobody()
    said = org.ok("check", org.app)
    assert "Compared with no earlier version" in said and "trust root" in said
