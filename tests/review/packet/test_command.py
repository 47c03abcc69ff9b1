"""`fieldpact review` through the command line."""

from __future__ import annotations

import json
import shutil

from click.testing import CliRunner

from fieldpact.cli import main
from tests.tidy.house import ROOT

SHOUT = ROOT / "examples" / "shout_out"


def run(*arguments):
    return CliRunner().invoke(main, ["review", *map(str, arguments)])


def test_it_writes_page_and_json_and_says_the_lane(tmp_path):
    done = run(SHOUT, "-o", tmp_path / "out", "--no-pictures")
    assert done.exit_code == 0, done.output
    assert done.output.startswith(
        "RED: this version needs two people\n  - tables.colleague.fields.name: new personal data"
    )
    assert "Pictures were not asked for." in done.output
    packet = json.loads((tmp_path / "out" / "review.json").read_text("utf-8"))
    assert packet["version"] == 1
    assert packet["sbom"]["bomFormat"] == "CycloneDX"
    page = (tmp_path / "out" / "review.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["review.html", "review.json"]


def test_against_takes_a_spec_or_a_generated_app(tmp_path):
    built = CliRunner().invoke(main, ["build", str(SHOUT), "-o", str(tmp_path / "app")])
    assert built.exit_code == 0, built.output
    for before in (SHOUT, SHOUT / "spec.yaml", tmp_path / "app"):
        done = run(SHOUT, "--against", before, "-o", tmp_path / "out", "--no-pictures")
        assert done.exit_code == 0, done.output
        assert done.output.startswith("GREEN: this version approves itself")


def test_a_spec_with_errors_has_its_findings_and_no_packet(tmp_path):
    shutil.copytree(SHOUT, tmp_path / "spec")
    spec = tmp_path / "spec" / "spec.yaml"
    spec.write_text(spec.read_text("utf-8").replace("to: colleague", "to: coleague"), "utf-8")
    done = run(spec, "-o", tmp_path / "out", "--no-pictures")
    assert done.exit_code == 1
    assert "coleague" in done.output
    assert not (tmp_path / "out").exists()
    assert run(SHOUT, "--against", spec, "-o", tmp_path / "out", "--no-pictures").exit_code == 1


def test_what_is_no_spec_and_what_can_not_be_written_end_with_2(tmp_path):
    assert run(tmp_path / "nothing.yaml", "-o", tmp_path / "out", "--no-pictures").exit_code == 2
    (tmp_path / "file").write_text("in the way", "utf-8")
    done = run(SHOUT, "-o", tmp_path / "file", "--no-pictures")
    assert done.exit_code == 2
    assert "can't be written" in done.output
