"""`fieldpact test` as people and programs read it. `python -m tests.trial.test_printed` writes what it says now."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fieldpact.cli import main

HERE = Path(__file__).parent / "printed"
PRINTED = ("passing", "failing", "wrong", "wrong_keys", "none")


def printed(name, *options):
    """Output and exit status, with files named as they stand beside the spec."""
    with contextlib.chdir(HERE / name):
        result = CliRunner().invoke(main, ["test", "spec.yaml", *options], catch_exceptions=False)
    return f"{result.output}exit status {result.exit_code}\n"


@pytest.mark.parametrize("name", PRINTED)
def test_what_is_printed_is_what_is_kept(name):
    assert printed(name) == (HERE / name / "printed.txt").read_text("utf-8")


def test_programs_read_the_same_as_json():
    text, _, status = printed("failing", "--format", "json").rpartition("exit status ")
    report = json.loads(text)
    assert (report["summary"], status) == ({"passed": 1, "failed": 2}, "1\n")
    failed = report["tests"][1]
    assert (failed["path"], failed["covers"], failed["passed"]) == ("tests.1", ["URS-7"], False)
    difference = failed["differences"][0]
    assert difference["message"] == "total: expected 12.00, got 30.00"
    assert difference["span"]["line"] == 24
    assert {gap["kind"] for gap in report["unreached"]} == {"option", "field", "branch"}
    branch = report["unreached"][-1]
    line = (HERE / "failing" / "spec.yaml").read_text("utf-8").splitlines()[branch["span"]["line"] - 1]
    assert line[branch["span"]["col"] - 1 : branch["span"]["end_col"] - 1] == "price > 100"


def test_a_failing_test_makes_no_difference_to_check():
    with contextlib.chdir(HERE / "failing"):
        result = CliRunner().invoke(main, ["check", "spec.yaml"], catch_exceptions=False)
    assert "tests." not in result.output


def test_findings_come_as_json_too():
    text, _, status = printed("wrong", "--format", "json").rpartition("exit status ")
    assert status == "2\n"
    assert {finding["path"].split(".")[0] for finding in json.loads(text)["findings"]} == {"tests"}


def test_texts_of_a_test_stay_on_their_line(spec):
    path = spec('{name: "Two\\nlines", in: order, given: {note: "a\\nb"}, expect: {values: {note: "c\\nd"}}}')
    output = CliRunner().invoke(main, ["test", str(path)], catch_exceptions=False).output
    assert "✗ Two lines (" in output
    assert "    note: expected c d, got a b\n" in output


if __name__ == "__main__":
    for case in PRINTED:
        (HERE / case / "printed.txt").write_text(printed(case), encoding="utf-8")
