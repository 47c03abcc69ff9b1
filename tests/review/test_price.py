"""`fieldpact check` says what a change costs in process."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.review.people import ANN, LENA, Organisation
from tests.review.test_exam import lane_of, questions


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


NOTES = "{en: Notes, sv: Noteringar}"
SPOT = "\n      spot: {type: location, label: {en: Spot, sv: Punkt}, ?}\n      cost: {type"
PRICES: list[tuple[str, list[list[str]], str, list[list[str]], str]] = [
    (
        "wording",
        [[NOTES, "{en: Patient initials, sv: Noteringar}"]],
        "other words would be green",
        [[NOTES, "{en: Remarks, sv: Noteringar}"]],
        "green",
    ),
    (
        "close",
        [["{en: Cost of repair", "{en: Size of repair"]],
        "a wording close to the one before would be green",
        [["{en: Cost of repair", "{en: Repair cost"]],
        "green",
    ),
    (
        "twin",
        [[NOTES, "{en: Reason, sv: Noteringar}"]],
        "a name of its own would be green",
        [[NOTES, "{en: Cause, sv: Noteringar}"]],
        "green",
    ),
    (
        "option",
        [["sv: Dammigt glas}", "sv: Dammigt glas}\n          wet: {en: Wet glass, sv: Vått glas}"]],
        "an option of a choice that nothing goes by would be green",
        [["sv: Mellersta hyllan}", "sv: Mellersta hyllan}\n          low: {en: Bottom shelf, sv: Nedersta hyllan}"]],
        "green",
    ),
    (
        "max_length",
        [["max_length: 300", "max_length: 400"]],
        "`max_length: 300`, as it was, would stay green",
        [],
        "green",
    ),
    (
        "search",
        [["sv: Modell}, search: true", "sv: Modell}"]],
        "`search: true`, as it was, would stay green",
        [],
        "green",
    ),
    ("visible", [["=warmth > 8", "=warmth > 9"]], "`visible: =warmth > 8`, as it was, would stay green", [], "green"),
    (
        "strength",
        [["strength: ask_reason", "strength: tell"]],
        "`strength: ask_reason`, as it was, would stay green",
        [],
        "green",
    ),
    ("that", [["=cost <= 5000", "=cost <= 6000"]], "`that: =cost <= 5000`, as it was, would stay green", [], "green"),
    (
        "without",
        [["sv: Reparationskostnad}", "sv: Reparationskostnad}, required: true"]],
        "without `required`, as it was, it would stay green",
        [],
        "green",
    ),
    (
        "role",
        [["sv: Distriktschef}", "sv: Distriktschef}\n  guest: {en: Dealer, sv: Handlare}"]],
        "people in a role that exists would be amber at most",
        [["to: approved, by: [manager]", "to: approved, by: [manager, rep]"]],
        "amber",
    ),
    (
        "about",
        [["\n      cost: {type", SPOT.replace("?", "purpose: visit_planning")]],
        "about a place or a thing, with `about:`, it would be amber at most",
        [["\n      cost: {type", SPOT.replace("?", "about: a_place")]],
        "amber",
    ),
]


@pytest.mark.parametrize(("asked", "price", "cheaper", "lane"), [row[1:] for row in PRICES], ids=[r[0] for r in PRICES])
def test_what_a_price_offers_is_true(
    asked: list[list[str]], price: str, cheaper: list[list[str]], lane: str, tmp_path: Path
) -> None:
    """Beside the cheaper change a harmless one is made, so that there is something to judge."""
    dear = lane_of({"change": asked}, tmp_path / "dear")
    assert dear is not None and dear.lane != "green"
    assert price in {reason.price for reason in dear.reasons}
    version = [["version: 1.0.0", "version: 1.0.1"]]
    kept = lane_of({"change": [*cheaper, *version]}, tmp_path / "cheap")
    assert kept is not None and (kept.lane, kept.differences > 0) == (lane, True)


def test_a_coarse_place_stays_green(tmp_path: Path) -> None:
    asked = {"base": "rich", "change": [["accuracy: 500", "accuracy: 20"]]}
    dear = lane_of(asked, tmp_path / "dear")
    assert dear is not None
    assert [reason.price for reason in dear.reasons] == [
        "a place as coarse as before (`accuracy: 500`) would stay green"
    ]
    kept = lane_of({"base": "rich", "change": [["version: 2.0.0", "version: 2.0.1"]]}, tmp_path / "cheap")
    assert kept is not None and kept.lane == "green"


def test_no_price_is_printed_that_nothing_above_has_tried(tmp_path: Path) -> None:
    kept = re.compile(r"`\w+: .+`, as it was, would stay green|without `\w+`, as it was, it would stay green")
    tried = {price for _, _, price, _, _ in PRICES} | {"a place as coarse as before (`accuracy: 500`) would stay green"}
    printed = set()
    for number, question in enumerate(question.values[0] for question in questions("dangerous")):
        verdict = lane_of(question, tmp_path / str(number))
        printed |= {reason.price for reason in verdict.reasons if reason.price} if verdict is not None else set()
    assert {price for price in printed if not kept.fullmatch(price)} <= tried
    assert len(printed) > len(PRICES)
