"""No is no: rejected and revoked submissions, approvals that end, and rules that are broken."""

from __future__ import annotations

import datetime as dt

import pytest

from fieldpact import shipped
from fieldpact.review.records import Records
from tests.review.people import ANN, CI, EVE, JO, LENA, OPS, PER, TODAY, Organisation


def test_a_rejected_submission_stays_so_and_says_why(org: Organisation) -> None:
    org.ok("submit", org.app, by=LENA)
    assert "rejected: ask for less" in org.ok("reject", org.app, "--because", "ask for less", by=ANN)
    assert f"{ANN} rejected it: ask for less" in org.refused("verify", org.app)
    assert "rejected it" in org.refused("approve", org.app, by=PER)
    assert "rejected it already" in org.refused("reject", org.app, "--because", "again", by=PER)
    # The same again is a new submission, for somebody to look at.
    assert "submission 0002" in org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=PER)


def test_revoked_stays_revoked(org: Organisation) -> None:
    org.approved()
    out = org.folder / "out"
    org.ok("build", org.app, "--release", "-o", out)
    said = org.ok("revoke", org.app, "--because", "leaks", by=PER)
    assert f"the approval was revoked by {PER}" in org.refused("verify", org.app)
    assert "revoked" in org.refused("approve", org.app, by=ANN)
    assert "already" in org.refused("revoke", org.app, "--because", "twice", by=ANN)
    org.refused("build", org.app, "--release", "-o", org.folder / "other")

    # What was built before doesn't know it, until IT's root says so.
    org.ok("verify", out)
    org.believe(org.root(version=4, revoked=[said.split()[-1]]))
    assert "this approval was revoked" in org.refused("verify", out)

    # The next version isn't compared with a revoked one: nothing goes green on top of it.
    org.change("label: Outcome", "label: Result")
    assert "nobody has approved a version" in org.ok("submit", org.app, by=LENA)
    assert "signs green ones only" in org.refused("approve", org.app, by=CI)


def test_a_green_release_ends_with_what_it_was_compared_with(org: Organisation) -> None:
    org.approved()
    org.change("label: Outcome", "label: Result")
    assert "Lane: green" in org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=CI)
    org.ok("verify", org.app)
    first = Records.open(org.app).submissions()[0].digest
    org.believe(org.root(version=4, revoked=[first]))
    said = org.refused("verify", org.app)
    assert "compares itself with 1, and nothing is what a person approved last" in said and "Lane: amber" in said


def test_who_may_say_no(org: Organisation) -> None:
    org.ok("submit", org.app, by=LENA)
    for person in (LENA, CI):
        assert "for no reviewer" in org.refused("reject", org.app, "--because", "x", by=person)
    org.ok("approve", org.app, by=ANN)
    assert "it is approved already" in org.refused("reject", org.app, "--because", "x", by=PER)
    org.ok("revoke", org.app, "--because", "we stop it ourselves", by=LENA)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_a_no_has_a_reason(org: Organisation, reason: str) -> None:
    org.ok("submit", org.app, by=LENA)
    assert "--because takes a reason" in org.refused("reject", org.app, "--because", reason, by=ANN, status=2)
    org.refused("reject", org.app, by=ANN, status=2)


def test_nothing_submitted_yet(org: Organisation) -> None:
    for words in (["approve"], ["reject", "--because", "x"], ["revoke", "--because", "x"]):
        assert "nobody has submitted" in org.refused(words[0], org.app, *words[1:], by=ANN)
    assert not (org.app / "approvals" / "audit.jsonl").exists()


def test_an_approval_ends_when_the_app_is_to_be_looked_at(org: Organisation) -> None:
    org.approved()
    out = org.folder / "out"
    org.ok("build", org.app, "--release", "-o", out)
    org.day = dt.date(2027, 7, 15)
    org.ok("verify", out)
    org.day = dt.date(2027, 7, 16)
    assert "the approval ended on 2027-07-15" in org.refused("verify", out)
    said = org.refused("verify", org.app)
    assert "the approval ended" in said and "pact.plan.review_by is 2027-07-15, and that day is over" in said
    assert "that day is over" in org.refused("submit", org.app, by=LENA)


def test_its_root_can_shorten_approvals(org: Organisation) -> None:
    org.believe(org.root(approval_days=30))
    org.approved()
    org.day = TODAY + dt.timedelta(days=30)
    org.ok("verify", org.app)
    org.day += dt.timedelta(days=1)
    assert "the approval ended on 2027-03-03" in org.refused("verify", org.app)


def test_a_broken_rule_stops_the_author_and_everybody_after(org: Organisation) -> None:
    """OWNR-001 is hard: one person on both sides."""
    org.change("person: jo.ito@example.com", "person: lena.berg@example.com")
    assert "OWNR-001" in org.refused("submit", org.app, by=LENA)
    assert not (org.app / "approvals" / "audit.jsonl").exists()
    org.refused("build", org.app, "--release", "-o", org.folder / "out")


def test_an_owner_who_takes_their_name_out_of_the_pact_stays_barred(org: Organisation) -> None:
    """The pact of the version before counts too."""
    org.approved()
    org.change("deputy: ops@example.com", "deputy: someone@example.com")
    org.ok("submit", org.app, by=LENA)
    assert f"{OPS} is named in its pact" in org.refused("approve", org.app, by=OPS)


def test_whoever_submitted_since_the_last_approval_stays_an_author(org: Organisation) -> None:
    org.believe(org.root(people={**org.root()["people"], ANN: {"keys": [org.people[ANN].keyid], "roles": BOTH}}))
    org.ok("submit", org.app, by=ANN)
    org.change("label: Outcome", "label: Result")
    org.ok("submit", org.app, by=LENA)
    assert f"{ANN} submitted it" in org.refused("approve", org.app, by=ANN)
    org.ok("approve", org.app, by=PER)
    org.change("max_length: 200", "max_length: 300")
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=ANN)


BOTH = ["author", "reviewer"]


def test_who_may_submit(org: Organisation) -> None:
    assert "for no author" in org.refused("submit", org.app, by=ANN)
    assert "doesn't know this key" in org.refused("submit", org.app, by=EVE)
    org.ok("submit", org.app, by=JO)


def test_a_green_change_without_a_build_server_takes_one_person(org: Organisation) -> None:
    org.approved()
    people = {address: entry for address, entry in org.root()["people"].items() if address != CI}
    org.believe(org.root(people=people))
    org.change("label: Outcome", "label: Result")
    said = org.ok("submit", org.app, by=LENA)
    assert "Lane: green, which needs one person" in said and "has no build server" in said
    org.refused("verify", org.app)
    org.ok("approve", org.app, by=ANN)
    org.ok("verify", org.app)


def test_the_same_again_is_no_new_submission(org: Organisation) -> None:
    org.ok("submit", org.app, by=LENA)
    assert "submission 0001" in org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=ANN)
    assert "It may be released" in org.ok("submit", org.app, by=LENA)
    assert len(Records.open(org.app).events) == 2


def test_a_release_stays_good_when_who_approved_the_one_before_has_left(org: Organisation) -> None:
    org.approved()
    org.change("max_length: 200", "max_length: 300")
    org.ok("submit", org.app, by=LENA)
    org.ok("approve", org.app, by=PER)
    root = org.root(version=4)
    root["people"][ANN]["keys"] = []
    org.believe(root)
    org.ok("verify", org.app)


def test_another_version_of_the_tool_is_looked_at_by_a_person(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes into an app without its author: nothing of it goes green."""
    org.approved()
    templates = shipped.project_templates()
    monkeypatch.setattr(
        shipped, "project_templates", lambda: {**templates, "README.md": templates["README.md"] + "More.\n"}
    )
    assert "the runtime of the apps" in org.refused("verify", org.app)
    said = org.ok("submit", org.app, by=LENA)
    assert "Lane: amber" in said and "the runtime is another one than the approved" in said
