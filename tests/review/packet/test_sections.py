"""What the sections say, as data: against specs whose answer is known."""

from __future__ import annotations

import shutil

import pytest

from fieldpact.model.formula import Formula
from fieldpact.review.packet import render_html
from fieldpact.review.packet.wording import condition_in_words
from tests.review.packet.conftest import Outline, packet_of
from tests.tidy.house import ROOT

DROP = ROOT / "examples" / "sample_drop" / "spec.yaml"


def test_who_sees_what_down_to_the_field():
    access = packet_of(DROP).access
    rights = {(right.role, right.table, right.action): right for right in access.rights}
    assert rights["rep", "drop", "read"].records == "their own"
    assert rights["rep", "drop", "delete"].records == "their own and its state is “Draft”"
    assert rights["rep", "drop", "delete"].formula == '=owner = Me() && state = "draft"'
    assert rights["manager", "drop", "read"].records == "those of the people they manage"
    assert not rights["manager", "drop", "create"].granted
    assert rights["accountability", "drop", "edit"].fields == ("adverse",)
    assert not rights["rep", "hcp", "edit"].granted
    fields = {(each.role, each.field): each.may for each in access.fields}
    assert fields["accountability", "drop.adverse"] == ("read", "edit")
    assert fields["accountability", "drop.receipt"] == ("read",)
    assert fields["manager", "drop.receipt"] == ("read",)
    steps = {(step.table, step.name): step for step in access.steps}
    assert steps["drop", "Check"].by == ("Drug accountability",)
    assert steps["drop", "Check"].signs
    assert steps["drop", "Void"].reason
    assert steps["drop", "correct"].when == "within 24 hours"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("owner = Me()", "their own"),
        ("owner = Me() || state <> \"draft\"", "their own or its state is not “Draft”"),
        ("(owner = Me() || adverse) && Not(IsBlank(hcp))",
         "(their own or “Adverse event mentioned?” is yes) and “Physician” is filled in"),
        ("Not(adverse)", "not “Adverse event mentioned?” is yes"),
        ("date >= Today() - 30", "“Date” is at least today minus 30"),
        ('state in ["given", "void"]', "its state is one of “Given” or “Void”"),
        ("hcp.territory = Me().territory", "territory of “Physician” is the person’s own territory"),
        ("CountRows(items) > 2", "CountRows(items) is more than 2"),
    ],
)  # fmt: skip
def test_conditions_in_plain_words(formula, said):
    from fieldpact.pipeline import read_model

    app = read_model(DROP).app
    assert app is not None
    condition = Formula("x", formula, [], "boolean", (), ())
    assert condition_in_words(condition, app.tables["drop"]) == said


def test_the_inventory_names_purpose_basis_class_and_where_it_goes():
    inventory = {item.path: item for item in packet_of(DROP).inventory.items}
    name = inventory["hcp.name"]
    assert (name.level, name.basis, name.purpose) == ("personal", "legal_obligation", "sample_accountability")
    assert name.reason == "it is what a physician is called"
    assert name.retention_days == 1825
    assert "hcp.title" in name.flows_to
    assert not inventory["product.active"].personal


def test_data_about_people_is_followed_to_where_it_comes_out():
    flows = packet_of(DROP).flows
    ways = {(flow.source, flow.target) for flow in flows.flows}
    assert ("hcp.name", "hcp.title") in ways
    assert ("hcp.name", "search:hcp") in ways
    assert ("drop.title", "list:drop") in ways
    assert ("drop.title", "view:to_check") in ways
    assert not [flow for flow in flows.flows if flow.target.startswith("export:")]
    assert {node.kind for node in flows.nodes} >= {"field", "title", "list", "search"}


def test_permissions_are_those_of_the_build():
    asked = {p.name: p for p in packet_of(ROOT / "examples" / "call_report" / "spec.yaml").permissions.permissions}
    assert asked["camera"].fields == ("call.discussed.code",)
    assert not asked["android.permission.RECORD_AUDIO"].asked
    assert packet_of(DROP).permissions.permissions == ()
    assert not packet_of(DROP).permissions.backup


def test_a_change_is_told_with_its_lane_its_hooks_and_its_words(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    shutil.copytree(ROOT / "examples" / "shout_out", old)
    shutil.copytree(ROOT / "examples" / "shout_out", new)
    for folder, code in ((old, "RATE = 1\n"), (new, "RATE = 2\n")):
        (folder / "hooks").mkdir()
        (folder / "hooks" / "rates.py").write_text(code, "utf-8")
    spec = new / "spec.yaml"
    label = "label: {en: In your words, sv: Med dina ord}"
    assert label in spec.read_text("utf-8")
    spec.write_text(spec.read_text("utf-8").replace(label, "label: {en: Patient initials, sv: Med dina ord}"), "utf-8")
    packet = packet_of(spec, old / "spec.yaml")
    assert packet.verdict.lane in ("amber", "red")
    assert packet.verdict.against == "version 2.0.0"
    assert any("rates.py" in why.say for why in packet.verdict.reasons)
    assert any("Patient initials" in change.say for change in packet.changes)
    (hook,) = packet.hooks
    assert hook.change == "changed"
    assert hook.difference[-2:] == ("-RATE = 1", "+RATE = 2")
    said = "".join(Outline(render_html(packet)).words)
    assert "+RATE = 2" in said
    assert "doesn’t call hooks yet" in said


def test_nothing_changed_is_green():
    packet = packet_of(DROP, DROP)
    assert packet.verdict.lane == "green"
    assert packet.changes == ()


def test_the_policy_says_who_holds_each_switch_where():
    switches = {switch.name: switch for switch in packet_of(DROP).policy.switches}
    assert switches["export"].value is False
    assert set(switches["hosts"].holds) == {"android", "ios", "windows", "macos", "linux", "web"}


def test_the_record_of_processing_has_all_its_parts():
    entry = packet_of(DROP).processing
    assert entry.contacts == ("Commercial Operations: lena.berg@example.com", "Validated Systems: jo.ito@example.com")
    assert [purpose.name for purpose in entry.purposes] == ["sample_accountability"]
    assert "people in Physicians" in entry.people
    assert entry.transfers == ("none: the app has no connector",)
    assert any(said.startswith("nobody exports records to a file") for said in entry.security)


def test_the_assessment_draws_its_risks_from_findings_and_leaves_judgement_to_people(tmp_path):
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        "fieldpact: 1\n"
        "app: {id: com.example.h, name: H, version: 1.0.0, languages: [en]}\n"
        "tables:\n  visit:\n    fields:\n"
        "      leave: {type: text, label: Sick leave since}\n"
        "      place: location\n",
        "utf-8",
    )
    packet = packet_of(spec)
    met = {sign.what for sign in packet.assessment.signs if sign.met}
    assert "special categories of data, art. 35(3)(b)" in met
    assert "where people are is written down" in met
    codes = {finding.code for finding in packet.findings.found if finding.why}
    assert codes
    assert codes <= {risk.source for risk in packet.assessment.risks}
    assert packet.verdict.stops > 0
    assert packet.assessment.to_judge
    said = "".join(Outline(render_html(packet)).words)
    assert all(finding.why in said for finding in packet.findings.found)
