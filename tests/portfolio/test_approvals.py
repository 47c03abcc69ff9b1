"""How far each app is, by what was signed and whom this machine believes."""

from __future__ import annotations

import datetime as dt
import json

from tests.review.people import ANN, LENA, Organisation
from tests.review.test_sampling import Sampling


def state(org: Organisation) -> dict:
    [app] = json.loads(org.ok("portfolio", org.folder / "work", "--format", "json"))["apps"]
    return app["approval"]


def test_from_the_first_word_to_the_end(org: Organisation, monkeypatch):
    assert state(org)["state"] == "none"
    org.ok("submit", org.app, by=LENA)
    assert (state(org)["state"], state(org)["lane"]) == ("waiting", "amber")
    org.ok("approve", org.app, by=ANN)
    approved = state(org)
    assert (approved["state"], approved["people"], approved["version"]) == ("approved", [ANN], "1.0.0")
    assert approved["expires"] == "2027-07-15"
    stock = json.loads(org.ok("portfolio", org.folder / "work", "--format", "json", "--within", "200"))
    assert {each["kind"] for each in stock["due"]} == {"review", "approval"}
    org.change("label: Remark", "label: Remarks")
    assert state(org)["state"] == "changed"
    org.change("label: Remarks", "label: Remark")
    org.day = dt.date(2027, 7, 16)
    assert state(org)["state"] == "expired"
    org.day = dt.date(2027, 2, 1)
    org.ok("revoke", org.app, "--because", "wrong", by=ANN)
    assert state(org)["state"] == "revoked"


def test_without_a_root_nothing_is_believed(org: Organisation, monkeypatch):
    org.approved()
    monkeypatch.delenv("FIELDPACT_ROOT")
    told = state(org)
    assert told["state"] == "claimed" and told["people"] == [] and "no trust root" in told["note"]


def test_records_that_were_tampered_with_are_told(org: Organisation):
    org.approved()
    (org.app / "approvals" / f"0001-approved-{ANN}.json").write_text("{}")
    told = state(org)
    assert told["state"] == "broken" and "changed after it was signed" in told["note"]


def test_greens_are_drawn_for_a_look_and_wrong_ones_counted(org: Organisation):
    drawing = Sampling(org)
    drawing.approved()
    drawing.green()
    drawing.green()
    folder = org.folder / "work"

    def told(format_: str) -> str:
        return org.ok("portfolio", folder, "--format", format_, "--governance", drawing.rules)

    greens = json.loads(told("json"))["greens"]
    assert (greens["all"], greens["wrong"], greens["percent"]) == (2, 0, 100)
    assert [each["green"]["number"] for each in greens["drawn"]] == [2, 3]
    assert greens["drawn"][0]["green"]["sample"]["due"] == "2027-02-15"
    drawing.ok("look", "--fine", by=ANN)
    assert "2 drawn, 1 looked at, 0 wrong (0 %)" in told("text")
    assert "to be looked at by 2027-02-15: com.example.shop_visit 1.0.0, submission 3" in told("text")
    drawing.ok("look", "--wrong", "--because", "it misleads", by=ANN)
    greens = json.loads(told("json"))["greens"]
    assert (greens["wrong"], greens["drawn"], greens["rate"]) == (1, [], {"drawn": 2, "looked": 2, "wrong": 1})
    assert "2 drawn, 2 looked at, 1 wrong (50 %)" in told("html")
    drawing.ok("revoke", "--because", "for good", by=ANN)
    assert json.loads(told("json"))["greens"]["wrong"] == 1
