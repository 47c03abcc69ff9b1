"""The bill of materials: CycloneDX by its own schema, and true to what a build writes."""

from __future__ import annotations

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from fieldpact.pipeline import check, render_files
from fieldpact.render.project import digest_of
from fieldpact.shipped import runtime_files
from tests.review.packet.conftest import EXAMPLES, packet_of
from tests.tidy.house import ROOT


def wrong(bom):
    """What the official schema says against it; None where it has nothing to say."""
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom))


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_satisfies_the_official_schema(example):
    bom = packet_of(ROOT / "examples" / example / "spec.yaml").sbom
    assert wrong(bom) is None
    assert bom["specVersion"] == "1.6"
    refs = [part["bom-ref"] for part in bom["components"]]
    assert len(refs) == len(set(refs))
    assert {each["ref"] for each in bom["dependencies"]} == {bom["metadata"]["component"]["bom-ref"], *refs}


def test_the_schema_refuses_what_is_wrong():
    bom = packet_of(ROOT / "examples" / "shout_out" / "spec.yaml").sbom
    assert wrong({**bom, "serialNumber": "4711"})
    assert wrong({**bom, "components": [{"type": "thing", "name": "x"}]})
    assert wrong({**bom, "surprise": True})


def test_it_lists_what_the_build_writes():
    spec = ROOT / "examples" / "call_report" / "spec.yaml"
    parts = {part["name"]: part for part in packet_of(spec).sbom["components"]}
    assert parts["fieldapp"]["hashes"][0]["content"] == digest_of(runtime_files())
    assert parts["flet"]["version"] == "1.0.5"
    assert parts["flet"]["purl"] == "pkg:pypi/flet@1.0.5"
    assert "version" not in parts["pillow"]
    assert parts["pillow"]["properties"] == [{"name": "fieldpact:range", "value": ">=11"}]
    reading = check(spec)
    assert reading.app is not None
    written = render_files(reading, reading.app, {}, draft=False)
    bundle = {p.removeprefix("src/"): data for p, data in written.items() if p.startswith("src/bundle/")}
    assert parts["bundle"]["hashes"][0]["content"] == digest_of(bundle)


def test_another_app_has_another_serial_number():
    boms = [packet_of(ROOT / "examples" / name / "spec.yaml").sbom for name in ("shout_out", "call_report")]
    assert boms[0]["serialNumber"] != boms[1]["serialNumber"]
