"""Lines that start with rows are filled in from their first row on."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact.pipeline import read_model, run_tests

SPEC = """\
fieldpact: 1
app: {id: com.example.count, name: Count, version: 1.0.0}
tables:
  product:
    from: products.csv
    fields: {name: text}
  count:
    title: =$"{date}"
    fields:
      date: {type: date, default: =Today()}
      lines:
        type: lines
        row: line
        rows: {from: product, set: {product: =id}, keep: =pieces > 0}
        fields: {product: {type: link, to: product}, pieces: integer}
tests:
  - {name: A, in: count, given: {lines: [{pieces: 3}, {}, {product: p1, pieces: 5}]}, expect: {EXPECT}}
"""


@pytest.fixture
def outcome(tmp_path: Path):
    def run(expect):
        (tmp_path / "products.csv").write_text("id,name\np1,Coffee\np2,Tea\n", encoding="utf-8")
        (tmp_path / "spec.yaml").write_text(SPEC.replace("EXPECT", expect), encoding="utf-8")
        reading = read_model(tmp_path / "spec.yaml")
        assert reading.app is not None, [finding.message for finding in reading.findings]
        return run_tests(reading, reading.app)

    return run


def test_what_is_given_goes_into_the_rows_there_are_and_then_into_more(outcome):
    trial = outcome("values: {lines: [{product: p1, pieces: 3}, {product: p1, pieces: 5}]}, visible: [lines.3.pieces]")
    assert [each.message for each in trial.outcomes[0].differences] == []


def test_rows_that_are_not_kept_are_no_values(outcome):
    trial = outcome("values: {lines: []}")
    assert [each.message for each in trial.outcomes[0].differences] == ["lines: expected 0 rows, got 2 rows"]


def test_both_ways_of_keeping_a_row_are_reached(outcome):
    assert [gap.name for gap in outcome("valid: true").gaps] == []


FOLLOWING = """\
fieldpact: 1
app: {id: com.example.count, name: Count, version: 1.0.0}
tables:
  count:
    title: =$"{date}"
    fields:
      date: {type: date, default: =Today()}
      lines: {type: lines, row: line, fields: {pieces: integer}}
      half:
        type: lines
        rows: {from: lines, where: =pieces > 1, set: {pieces: =Int(pieces / 2)}}
        fixed: true
        fields: {pieces: integer}
tests:
  - name: A
    in: count
    given: {lines: [{pieces: 5}, {pieces: 1}, {pieces: 8}], half: [GIVEN]}
    expect: {values: {half: [{pieces: 2}, {pieces: 4}]}}
"""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", []),
        ("{pieces: 3}", ["pieces is read-only, so nobody fills it in"]),
        ("{}, {}, {}", ["half has 2 rows, and nobody adds one by hand"]),
    ],
)
def test_rows_made_of_rows_are_expected_and_never_filled_in(tmp_path, given, said):
    path = tmp_path / "spec.yaml"
    path.write_text(FOLLOWING.replace("GIVEN", given), encoding="utf-8")
    reading = read_model(path)
    assert reading.app is not None, reading.findings
    assert [each.message for each in run_tests(reading, reading.app).outcomes[0].differences] == said


def test_what_cannot_be_set_in_a_made_row_stops_the_save(tmp_path):
    path = tmp_path / "spec.yaml"
    failing = FOLLOWING.replace("=Int(pieces / 2)", "=8 / (pieces - 8)").replace(", half: [GIVEN]", "")
    expected = "expect: {errors: {half.1.pieces: none, half.2.pieces: failed}, valid: false}"
    path.write_text(failing.replace("expect: {values: {half: [{pieces: 2}, {pieces: 4}]}}", expected), encoding="utf-8")
    reading = read_model(path)
    assert reading.app is not None, reading.findings
    assert [each.message for each in run_tests(reading, reading.app).outcomes[0].differences] == []


@pytest.mark.parametrize(("shown", "rows"), [("true", "[{pieces: 2}]"), ("false", "[]")])
def test_hidden_rows_make_none(tmp_path, shown, rows):
    path = tmp_path / "spec.yaml"
    hiding = FOLLOWING.replace("lines: {type: lines,", "shown: yes_no\n      lines: {type: lines, visible: =shown,")
    given = f"given: {{lines: [{{pieces: 5}}], shown: {shown}}}"
    test = f"{given}\n    expect: {{values: {{half: {rows}}}}}\n"
    path.write_text(hiding[: hiding.index("given:")] + test, encoding="utf-8")
    reading = read_model(path)
    assert reading.app is not None, reading.findings
    assert [each.message for each in run_tests(reading, reading.app).outcomes[0].differences] == []
