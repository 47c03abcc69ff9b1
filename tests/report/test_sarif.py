"""SARIF: what code scanning and editors get holds to the standard and to what was found."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from fieldpact.findings import Edit, Finding, Fix, Seen, Severity, Span, Waived
from fieldpact.govern import shipped_governance
from fieldpact.pipeline import check
from fieldpact.report.bases import Bases
from fieldpact.report.sarif import Checked, render_sarif
from tests.report.sarif import breaches
from tests.tidy.house import ROOT

CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/spec.yaml"))
SPEC = """\
fieldpact: 1
app: {id: com.example.calls, name: Calls, version: 1.0.0}
tables:
  call:
    fields:
      doctor: {type: phone, label: Doctor's phone}
      notes: {type: long_text, label: Notes about the patient}
"""


def log_of(*specs: Checked, root: Path = ROOT) -> dict:
    return json.loads(render_sarif(specs, shipped_governance().rules, Bases(root, (shipped_governance().folder,))))


def checked(path: Path) -> Checked:
    reading = check(path, shipped_governance(), date(2027, 2, 1))
    return Checked(str(path), "com.example.app", reading.findings, reading.app, reading.usable)


def results(log: dict) -> list[dict]:
    return log["runs"][0]["results"]


def prints(log: dict) -> set[str]:
    return {result["partialFingerprints"]["primaryLocationLineHash"] for result in results(log)}


def test_every_case_holds_to_the_standard():
    specs = [checked(case / "spec.yaml") for case in CASES]
    log = log_of(*specs)
    assert breaches(log) == []
    assert len(results(log)) > 200
    assert {result["level"] for result in results(log)} >= {"error", "warning"}


def test_the_reader_sees_what_breaks_the_standard():
    """The checks themselves are tried out: each of these breaks one thing."""
    log = log_of(checked(CASES[0]), Checked("x.yaml", "x", [Finding("a", "b", Span("x.yaml", 1, 1, 1, 2))]))
    assert breaches(log) == []
    with pytest.raises(ValidationError):
        breaches({**log, "surprise": 1})
    for breaking in (
        lambda run: run["results"][0].update(suppressions=[], message={"text": "as {0} says"}),
        lambda run: run["results"][0].update(ruleIndex=0),
        lambda run: run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="/a/b"),
        lambda run: run["tool"]["driver"]["rules"][0]["relationships"][0]["target"].update(index=1),
        lambda run: run["results"].append({**run["results"][0], "suppressions": []}),
    ):
        broken = json.loads(json.dumps(log))
        breaking(broken["runs"][0])
        assert breaches(broken)


def test_every_rule_is_told_with_its_tier_and_its_standards():
    run = log_of()["runs"][0]
    told = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    rules = shipped_governance().rules
    assert told.keys() == rules.keys()
    for name, rule in rules.items():
        assert told[name]["properties"]["tier"] == rule.file.tier
        named = [each["target"]["id"] for each in told[name].get("relationships", [])]
        assert named == list(rule.file.maps_to)
    standards = {each["name"] for each in run["taxonomies"]}
    assert {"GDPR", "MASVS", "WCAG", "21-CFR-11", "EU-Annex-11"} <= standards


def test_a_region_marks_what_the_finding_marks_in_characters(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC.replace("type: phone, label: Doctor's phone", "label: 👩‍⚕️ Doctor, type: txt"))
    log = log_of(checked(spec), root=tmp_path)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    [region] = [
        result["locations"][0]["physicalLocation"]["region"]
        for result in results(log)
        if result["ruleId"] == "unknown-value"
    ]
    line = spec.read_text().splitlines()[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "txt"


def test_a_fix_says_what_to_replace(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC)
    [fix] = [each["fixes"][0] for each in results(log_of(checked(spec), root=tmp_path)) if "fixes" in each]
    assert fix["description"]["text"] == "set max_length: 500"
    [change] = fix["artifactChanges"]
    [replacement] = change["replacements"]
    region, lines = replacement["deletedRegion"], spec.read_text().splitlines()
    line = lines[region["startLine"] - 1]
    new = line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    assert new.strip() == "notes: {type: long_text, label: Notes about the patient, max_length: 500}"
    assert change["artifactLocation"] == {"uri": "spec.yaml", "uriBaseId": "%SRCROOT%"}


def test_fingerprints_survive_moved_lines_and_follow_renames(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC)
    before = log_of(checked(spec), root=tmp_path)
    spec.write_text("# a comment\n\n" + SPEC.replace("fields:\n", "fields:\n      day: date\n"))
    assert prints(log_of(checked(spec), root=tmp_path)) >= prints(before)
    assert len(prints(before)) == len(results(before)) == 3
    renamed = SPEC.replace("notes: {", "remarks: {renamed_from: notes, ").replace(
        "call:", "talk:\n    renamed_from: call"
    )
    spec.write_text(renamed)
    assert prints(log_of(checked(spec), root=tmp_path)) == prints(before)
    spec.write_text(SPEC.replace("notes:", "remarks:"))
    assert prints(log_of(checked(spec), root=tmp_path)) != prints(before)


def test_another_app_has_other_fingerprints():
    found = [Finding("a-code", "wrong", Span("spec.yaml", 2, 1, 2, 5), path="tables.x")]
    one, other = (log_of(Checked("spec.yaml", f"com.example.{name}", found)) for name in "ab")
    assert not prints(one) & prints(other)


def test_one_waived_finding_makes_every_result_say_whether_it_is(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(SPEC)
    plain = checked(spec)
    assert not any("suppressions" in result for result in results(log_of(plain, root=tmp_path)))
    waived = Waived("agreed {with} [them](x)", "ann@example.com", date(2027, 3, 31), str(tmp_path / "waivers/n.yaml"))
    marked = replace(plain, findings=[replace(plain.findings[0], waived=waived), *plain.findings[1:]])
    log = log_of(marked, root=tmp_path)
    assert breaches(log) == []
    said = [result["suppressions"] for result in results(log)]
    assert sum(bool(each) for each in said) == 1
    [[suppression]] = [each for each in said if each]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert "agreed" in suppression["justification"] and "2027-03-31" in suppression["justification"]
    assert suppression["location"]["physicalLocation"]["artifactLocation"]["uri"] == "waivers/n.yaml"


def test_texts_of_people_are_data(tmp_path):
    nasty = "{0} [click](https://evil.example) \ud800 }{ \x1b[31m"
    span = Span(str(tmp_path / "odd: näme #1%.yaml"), 1, 1, 1, 2)
    finding = Finding(
        "a-code", nasty, span, Severity.INFO, hint=nasty, fix=Fix(nasty, (Edit(span, nasty),)),
        trace=(Seen("field.max", "absent"), Seen(nasty, nasty)),
    )  # fmt: skip
    text = render_sarif([Checked(span.file, "x", [finding])], shipped_governance().rules, Bases(tmp_path))
    assert text.encode()
    log = json.loads(text)
    assert breaches(log) == []
    [result] = results(log)
    assert result["level"] == "note"
    assert result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == nasty
    assert result["relatedLocations"][0]["message"]["text"] == "field.max = absent"
    [artifact] = log["runs"][0]["artifacts"]
    assert artifact["location"]["uri"] == "odd%3A%20n%C3%A4me%20%231%25.yaml"


def test_what_is_wrong_with_the_set_is_told_once():
    broken = Finding("governance-file", "no", Span(str(shipped_governance().folder / "lanes.yaml"), 1, 1, 1, 2))
    log = log_of(*(Checked(f"{name}/spec.yaml", name, [broken]) for name in "abc"), root=ROOT / "examples")
    [result] = results(log)
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "lanes.yaml", "uriBaseId": "GOVERNANCE"}
    assert breaches(log) == []
