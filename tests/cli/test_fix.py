"""`fieldpact fix`: what it prints, what it writes, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact.cli import main

CANONICAL = """\
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}
pact:
  business: {name: Sales, person: lena@example.com, deputy: sales@example.com}
  it: {name: Mobile, person: jo@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Visits made, part: '=CountIf(visit, done)', whole: =CountRows(visit), target: 60%}
tables:
  visit:
    title: =place
    fields:
      place: text
      done: yes_no
      phone: {type: phone, purpose: visit_planning}
      notes: long_text  # what was said
"""
FIXED = CANONICAL.replace("notes: long_text  #", "notes: {type: long_text, max_length: 500}  #")


def run(*args: str):
    return CliRunner().invoke(main, ["fix", *args], catch_exceptions=False)


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "spec.yaml"
    path.write_text(CANONICAL, "utf-8")
    return path


def test_it_writes_the_fix_and_then_has_nothing_to_do(spec):
    result = run(str(spec))
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        f"{spec}:16:14: DATA-006: set max_length: 500",
        f"{spec} written; no findings are left",
    ]
    assert spec.read_text("utf-8") == FIXED
    assert run(str(spec)).output == "nothing to fix\n"
    assert [path.name for path in spec.parent.iterdir()] == ["spec.yaml"]


def test_a_dry_run_shows_the_difference_and_writes_nothing(spec):
    result = run(str(spec), "--dry-run")
    assert result.exit_code == 1
    assert "-      notes: long_text  # what was said\n+      notes: {type: long_text, max_length: 500}" in result.output
    assert spec.read_text("utf-8") == CANONICAL
    assert run(str(spec), "--dry-run", "--only", "DATA-003").exit_code == 0


def test_a_byte_order_mark_and_windows_line_breaks_stay(spec):
    spec.write_bytes(b"\xef\xbb\xbf" + CANONICAL.replace("\n", "\r\n").encode())
    assert run(str(spec)).exit_code == 0
    assert spec.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: [", b"", b"a: \x00b"])
def test_a_file_that_is_no_spec_is_told_and_kept(spec, data):
    spec.write_bytes(data)
    assert run(str(spec)).exit_code == 2
    assert spec.read_bytes() == data


def test_a_file_that_changed_meanwhile_is_not_written_over(spec, monkeypatch):
    import fieldpact.mending

    whole = fieldpact.mending.mend

    def meanwhile(path, *args):
        done = whole(path, *args)
        path.write_text(CANONICAL + "# saved in the editor\n", "utf-8")
        return done

    monkeypatch.setattr(fieldpact.mending, "mend", meanwhile)
    result = run(str(spec))
    assert result.exit_code == 1 and "changed while" in result.output
    assert spec.read_text("utf-8").endswith("# saved in the editor\n")


def test_a_write_that_fails_leaves_the_file(spec, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = run(str(spec))
    assert result.exit_code == 2 and "No space left on device; it is as it was" in result.output
    assert spec.read_text("utf-8") == CANONICAL
    assert [path.name for path in spec.parent.iterdir()] == ["spec.yaml"]
