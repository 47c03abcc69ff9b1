"""The stores' forms: nothing is declared that stays on the device, and everything that leaves it."""

from __future__ import annotations

import plistlib

from fieldpact.review.packet import render_html
from fieldpact.review.packet.stores import StoreForms
from tests.review.packet.conftest import packet_of

SPEC = """\
fieldpact: 1
app: {{id: com.example.forms, name: Forms, version: 1.0.0, languages: [en]}}
{connectors}
tables:
  visit:
    fields:
      name: {{type: text, about: a_person, purpose: visit_planning, max_length: 80}}
      mail: {{type: email, purpose: visit_planning}}
      place: {{type: location, purpose: visit_planning}}
      shelf: photo
      twice: {{type: text, formula: =mail}}
      count: integer
"""


def forms(tmp_path, connectors: str = "") -> StoreForms:
    (tmp_path / "spec.yaml").write_text(SPEC.format(connectors=connectors), "utf-8")
    packet = packet_of(tmp_path / "spec.yaml")
    assert render_html(packet)
    return packet.stores


def test_what_leaves_the_device_is_declared(tmp_path):
    told = forms(tmp_path, "connectors: {crm: {tables: [visit]}}")
    assert told.sends
    assert {kind.play for kind in told.kinds} == {
        "Personal info: Name", "Personal info: Email address", "Location: Precise location",
        "Photos and videos: Photos",
    }  # fmt: skip
    manifest = plistlib.loads(told.manifest.encode())
    assert manifest["NSPrivacyTracking"] is False
    assert {each["NSPrivacyCollectedDataType"] for each in manifest["NSPrivacyCollectedDataTypes"]} == {
        "NSPrivacyCollectedDataTypeName", "NSPrivacyCollectedDataTypeEmailAddress",
        "NSPrivacyCollectedDataTypePreciseLocation", "NSPrivacyCollectedDataTypePhotosorVideos",
    }  # fmt: skip


def test_what_stays_on_it_is_not(tmp_path):
    told = forms(tmp_path)
    assert not told.sends
    assert len(told.kinds) == 4
    assert plistlib.loads(told.manifest.encode())["NSPrivacyCollectedDataTypes"] == []


def test_the_runtimes_own_apis_have_their_reasons(tmp_path):
    found = plistlib.loads(forms(tmp_path).manifest.encode())["NSPrivacyAccessedAPITypes"]
    assert {each["NSPrivacyAccessedAPIType"].removeprefix("NSPrivacyAccessedAPICategory") for each in found} == {
        "FileTimestamp", "SystemBootTime",
    }  # fmt: skip
