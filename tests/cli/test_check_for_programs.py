"""`fieldpact check` for code scanning and for annotations: the same bytes wherever the repository lies."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import SPEC
from tests.report.sarif import breaches

BROKEN = SPEC.replace("minutes: {type: integer, min: 0}", "phone: {type: phone, label: Doctor's phone}").replace(
    "part: '=CountIf(visit, minutes > 30)'", "part: '=CountRows(visit)'"
)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two specs in a repository, one with a finding."""
    top = tmp_path / "work" / "repository"
    for name, text in (("calls", BROKEN), ("visits", SPEC)):
        (top / "apps" / name).mkdir(parents=True)
        (top / "apps" / name / "spec.yaml").write_text(text)
    (top / ".git").mkdir()
    return top


def test_sarif_is_the_same_from_every_folder(fieldpact, repository, monkeypatch):
    monkeypatch.chdir(repository)
    first = fieldpact("check", "apps/calls", "apps/visits", "--format", "sarif")
    assert first.exit_code == 1
    monkeypatch.chdir(repository / "apps" / "calls")
    assert fieldpact("check", ".", "../visits", "--format", "sarif").output == first.output
    moved = repository.parent.parent / "elsewhere"
    shutil.move(repository, moved)
    assert fieldpact("check", moved / "apps/calls", moved / "apps/visits", "--format", "sarif").output == first.output
    assert str(repository.parent.parent) not in first.output
    log = json.loads(first.output)
    assert breaches(log) == []
    [result] = log["runs"][0]["results"]
    assert result["ruleId"] == "DATA-003"
    place = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place == {"uri": "apps/calls/spec.yaml", "uriBaseId": "%SRCROOT%"}


def test_annotations_name_files_from_the_top_of_the_repository(fieldpact, repository, monkeypatch):
    monkeypatch.chdir(repository / "apps")
    result = fieldpact("check", "calls", "visits", "--format", "github")
    assert result.exit_code == 1
    assert result.output.startswith("::error file=apps/calls/spec.yaml,line=13,endLine=13,col=14,")
    assert result.output.count("\n") == 1
    clean = fieldpact("check", "visits", "--format", "github")
    assert (clean.exit_code, clean.output) == (0, "")


def test_a_file_that_cannot_be_read_is_a_run_that_failed(fieldpact, tmp_path):
    (tmp_path / "spec.yaml").write_bytes(b"\x89PNG")
    result = fieldpact("check", tmp_path, "--format", "sarif")
    assert result.exit_code == 2
    log = json.loads(result.output)
    assert breaches(log) == []
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": False}]
