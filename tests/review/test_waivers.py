"""A waiver lets one thing pass for a while; approving, verifying and building all ask anew whether it still holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from fieldpact.govern.governance import load_governance
from fieldpact.project.governance_set import init_set
from tests.govern.sets import SPEC, WAIVER
from tests.review.people import ANN, LENA, PER, Organisation


@pytest.fixture
def waived(org: Organisation) -> Organisation:
    """A spec with one finding that IT lets pass until the end of March, in a set of IT's own."""
    own = init_set(org.folder / "governance", "Example Foods")
    (own / "waivers").mkdir(exist_ok=True)
    (own / "waivers" / "notes.yaml").write_text(WAIVER)
    org.spec.write_text(SPEC)
    org.believe(org.root(governance=[load_governance(own).digest]))
    return org


def test_what_is_waived_can_be_approved_and_released_until_the_waiver_ends(waived: Organisation) -> None:
    rules, out = ("--governance", waived.folder / "governance"), waived.folder / "out"
    waived.ok("submit", waived.app, *rules, by=LENA)
    waived.day = dt.date(2027, 4, 1)
    assert "DATA-006" in waived.refused("approve", waived.app, *rules, by=ANN)
    waived.day = dt.date(2027, 3, 31)
    for person in (ANN, PER):  # the app holds data about people, so two look at it
        waived.ok("approve", waived.app, *rules, by=person)
    waived.ok("build", waived.app, *rules, "--release", "-o", out)
    waived.day = dt.date(2027, 4, 1)
    assert "DATA-006" in waived.refused("verify", waived.app, *rules)
    assert "DATA-006" in waived.refused("build", waived.app, *rules, "--release", "-o", out)
    assert "DATA-006" in waived.refused("verify", out, "--spec", waived.app, *rules)
    waived.change("name: Calls, version: 1.0.0", "name: Calls, version: 1.0.1")
    assert "DATA-006" in waived.refused("submit", waived.app, *rules, by=LENA)


def test_an_authors_own_waiver_is_in_a_set_that_it_does_not_know(waived: Organisation) -> None:
    own: Path = waived.folder / "governance"
    (own / "waivers" / "more.yaml").write_text(WAIVER.replace("900", "901"))
    said = waived.refused("submit", waived.app, "--governance", own, by=LENA)
    assert "doesn't know the rule set that was used" in said
