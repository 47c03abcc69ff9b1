"""Waivers: due before they end, and shown as suppressed to code scanning."""

from __future__ import annotations

import json

from click.testing import CliRunner

from fieldpact.cli import main
from tests.govern.sets import TODAY, WAIVER, Organisation
from tests.portfolio.conftest import stock_of
from tests.report.sarif import breaches


def test_the_end_of_a_waiver_is_a_day_to_look_at(portfolio, tmp_path):
    org = Organisation(tmp_path)
    org.write("waivers/notes.yaml", WAIVER)
    stock = stock_of(portfolio(tmp_path / "app", "--format", "json"))
    [due] = stock["due"]
    assert (due["kind"], due["day"], due["days"]) == ("waiver", "2027-03-31", 58)
    assert due["who"] == "privacy@example.com" and "DATA-006 at tables.call.fields.notes" in due["say"]
    assert stock["apps"][0]["found"]["waived"] == 1 and stock["apps"][0]["found"]["stops"] == 0


def test_code_scanning_sees_it_as_suppressed(tmp_path, monkeypatch):
    monkeypatch.setattr("fieldpact.cli.check.today", lambda: TODAY)
    org = Organisation(tmp_path)
    org.write("waivers/notes.yaml", WAIVER)
    done = CliRunner().invoke(main, ["check", str(org.spec), "--format", "sarif"], catch_exceptions=False)
    assert done.exit_code == 0
    log = json.loads(done.output)
    assert breaches(log) == []
    [result] = log["runs"][0]["results"]
    [suppression] = result["suppressions"]
    assert "until 2027-03-31" in suppression["justification"]
    place = suppression["location"]["physicalLocation"]["artifactLocation"]
    assert place["uri"].endswith("waivers/notes.yaml") and place["uriBaseId"] in ("GOVERNANCE", "%SRCROOT%")
    assert str(tmp_path) not in done.output
