"""Waivers end everywhere at once, name what they let pass, and follow what is renamed."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact.cli import main
from fieldpact.findings import Severity, closes_gate
from fieldpact.govern.waivers import former_paths
from fieldpact.pipeline import read_model
from tests.govern.sets import NOTES, WAIVER, Organisation

LAST = dt.date(2027, 3, 31)
SOON = (dt.date.today() + dt.timedelta(days=30)).isoformat()
"""For what goes by the day of the machine."""


@pytest.fixture
def it(tmp_path: Path) -> Organisation:
    organisation = Organisation(tmp_path)
    organisation.write("waivers/notes.yaml", WAIVER)
    return organisation


def test_a_waived_finding_stays_to_be_seen_and_closes_no_gate(it: Organisation):
    (finding,) = it.check().findings
    assert (finding.code, finding.path, finding.tier) == ("DATA-006", NOTES, "soft")
    assert finding.waived is not None
    assert (finding.waived.owner, finding.waived.expires) == ("privacy@example.com", LAST)
    assert finding.waived.file == str(it.set / "waivers" / "notes.yaml")
    assert not closes_gate([finding], Severity.INFO)


def test_it_holds_on_its_last_day_and_not_on_the_next(it: Organisation):
    assert it.found(LAST) == []
    assert sorted(it.found(LAST + dt.timedelta(days=1))) == [("DATA-006", NOTES), ("waiver-expired", "expires")]
    expired = it.one("waiver-expired", LAST + dt.timedelta(days=1))
    assert "ended on 2027-03-31" in expired.message
    assert expired.span is not None and expired.span.line == 6


def test_for_ever_is_no_end(it: Organisation):
    it.change("waivers/notes.yaml", "2027-03-31", "2028-02-02")
    assert it.found() == []
    it.change("waivers/notes.yaml", "2028-02-02", "2028-02-03")
    assert sorted(it.found()) == [("DATA-006", NOTES), ("waiver-long", "expires")]
    it.change("governance.yaml", "apps:", "longest_waiver: 400\napps:")
    assert it.found() == []


def test_without_a_day_no_waiver_holds(it: Organisation):
    assert it.found(None) == [("DATA-006", NOTES)]


@pytest.mark.parametrize("name", ["check", "build"])
def test_commands_go_by_the_day_of_the_machine(it: Organisation, name: str):
    arguments = [name, str(it.spec), *(["-o", str(it.folder / "out")] if name == "build" else [])]
    it.change("waivers/notes.yaml", "2027-03-31", SOON)
    holding = CliRunner().invoke(main, arguments).output
    it.change("waivers/notes.yaml", SOON, "2020-03-31")
    ended = CliRunner().invoke(main, arguments).output
    assert "waived:" in holding and "waiver-expired" not in holding
    assert "waived:" not in ended and "waiver-expired" in ended


def test_one_that_waives_nothing_is_a_finding_at_its_place(it: Organisation):
    it.change("../app/spec.yaml", "max_length: 900", "max_length: 100")
    stale = it.one("waiver-stale")
    assert it.found() == [("waiver-stale", "where")]
    assert (stale.severity, stale.span and stale.span.line) == (Severity.WARNING, 3)


def test_of_several_places_each_must_have_something(it: Organisation):
    it.change("waivers/notes.yaml", f"where: {NOTES}", f"where: [tables.call.fields.topic, {NOTES}]")
    assert it.found() == [("waiver-stale", "where.0")]


def test_it_is_for_one_app(it: Organisation):
    it.change("../app/spec.yaml", "com.example.calls", "com.example.others")
    assert it.found() == [("DATA-006", NOTES)]


def test_a_place_is_meant_exactly(it: Organisation):
    it.change("../app/spec.yaml", "notes: {", "remarks: {type: long_text}\n      notes: {")
    assert it.found() == [("DATA-006", "tables.call.fields.remarks")]


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("reason: Minutes of meetings need room until the new form is there.\n", "", "governance-file", "reason"),
        ("owner: privacy@example.com\n", "", "governance-file", "owner"),
        ("owner: privacy@example.com", "owner: ' '", "governance-file", "owner"),
        ("expires: 2027-03-31\n", "", "governance-file", "expires"),
        ("expires: 2027-03-31", "expires: never", "governance-file", "expires"),
        ("rule: DATA-006", "rule: DATA-066", "waiver-rule", "there is no rule DATA-066"),
        ("rule: DATA-006", "rule: DATA-003", "waiver-hard", "nobody can waive it"),
    ],
)
def test_what_is_left_out_or_hard_is_a_finding_and_waives_nothing(it: Organisation, old, new, code, words):
    it.change("waivers/notes.yaml", old, new)
    assert ("DATA-006", NOTES) in it.found()
    found = it.one(code)
    assert words in found.message and found.severity is Severity.ERROR
    assert found.span is not None and found.span.file.endswith("notes.yaml")


def test_a_rule_that_the_profile_made_hard_is_not_waived(it: Organisation):
    it.write("profiles/strict.yaml", "title: Strict\nextends: baseline\nrules:\n  DATA-006: {tier: hard}\n")
    it.change("governance.yaml", '"*": baseline', '"*": strict')
    assert sorted(it.found()) == [("DATA-006", NOTES), ("waiver-hard", "rule")]
    assert it.one("DATA-006").tier == "hard"


def test_it_follows_a_rename(it: Organisation):
    it.change("../app/spec.yaml", "notes: {type", "minutes: {renamed_from: notes, type")
    assert it.found() == []
    it.change("../app/spec.yaml", "  call:\n", "  meeting:\n    renamed_from: call\n")
    it.change(
        "../app/spec.yaml",
        "'=CountIf(call, done)', whole: =CountRows(call)",
        "'=CountIf(meeting, done)', whole: =CountRows(meeting)",
    )
    assert it.found() == []
    it.change("waivers/notes.yaml", NOTES, "tables.meeting.fields.minutes")
    assert it.found() == []
    it.change("waivers/notes.yaml", "tables.meeting.fields.minutes", "tables.visit.fields.minutes")
    assert {code for code, _ in it.found()} == {"DATA-006", "waiver-stale"}


def test_lines_have_former_names_too(it: Organisation):
    it.change(
        "../app/spec.yaml",
        "      done: yes_no\n",
        "      done: yes_no\n"
        "      rows: {type: lines, renamed_from: lines, fields: {what: {type: text, renamed_from: item}}}\n",
    )
    app = read_model(it.spec).app
    assert app is not None
    assert set(former_paths(app, "tables.call.fields.rows.fields.what.label")) == {
        "tables.call.fields.rows.fields.item.label",
        "tables.call.fields.lines.fields.what.label",
        "tables.call.fields.lines.fields.item.label",
    }


def test_reports_count_it_apart_and_say_why(it: Organisation):
    it.change("waivers/notes.yaml", "2027-03-31", SOON)
    told = CliRunner().invoke(main, ["check", str(it.spec)])
    assert told.exit_code == 0
    assert f"waived: until {SOON} by privacy@example.com: Minutes of meetings" in told.output
    assert "1 waived\njudged by the set of Example Foods (" in told.output
    assert told.output.endswith("), profile baseline\n")
    report = json.loads(CliRunner().invoke(main, ["check", str(it.spec), "--format", "json"]).output)
    assert report["summary"] == {"error": 0, "warning": 0, "info": 0, "waived": 1}
    assert report["findings"][0]["waived"]["expires"] == SOON
