"""`fieldpact formula`: values as JSON with every digit, batches that survive any line, and what a formula becomes."""

from __future__ import annotations

import json
import time


def answers(fieldpact, tmp_path, *lines):
    file = tmp_path / "batch.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    result = fieldpact("formula", "eval", "--batch", file)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.output.splitlines()]


def test_a_value_keeps_its_digits(fieldpact):
    result = fieldpact("formula", "eval", "1/3")
    assert result.exit_code == 0
    assert json.loads(result.output) == {"value": "0.3333333333333333333333333333", "type": "number"}


def test_an_error_value_has_its_kind_and_exit_status_1(fieldpact):
    result = fieldpact("formula", "eval", "1/0")
    assert result.exit_code == 1
    assert json.loads(result.output)["error"] == "Div0"


def test_each_line_of_a_batch_gets_an_answer(fieldpact, tmp_path):
    found = answers(
        fieldpact,
        tmp_path,
        {"expr": "a + Sum(rows, n)", "scope": {"a": 0.1, "rows": [{"n": 1}, {"n": None}]}},
        {"expr": "[1, 1/0]"},
        "nonsense",
        '{"expr": "a", "scope": {"a": 1e999999}}',
        {"expr": "(" * 5000 + "1"},
        '{"expr": "1", "scope": ' + "[" * 50_000 + "]" * 50_000 + "}",
        {"expr": 3},
    )
    assert found[0] == {"value": "1.1", "type": "number"}
    assert found[1]["value"][1]["Value"]["error"] == "Div0"
    assert [answer.get("error") for answer in found[2:]] == [
        "InvalidLine",
        "Numeric",
        "InvalidFormula",
        "InvalidLine",
        "InvalidLine",
    ]


def test_no_line_of_a_batch_takes_long(fieldpact, tmp_path):
    started = time.monotonic()
    found = answers(
        fieldpact,
        tmp_path,
        {"expr": "Sum(ForAll(Sequence(50000), Sum(Sequence(50000), Value)), Value)"},
        {"expr": "IfError(CountRows(ForAll(Sequence(50000), CountRows(Sequence(50000)))), 1)"},
    )
    assert [answer["error"] for answer in found] == ["QuotaExceeded", "QuotaExceeded"]
    assert time.monotonic() - started < 10


def test_names_come_from_a_spec_and_values_from_a_record(fieldpact, spec, tmp_path):
    record = tmp_path / "r.json"
    record.write_text('{"minutes": 40, "spent": 12.50}')
    where = ("--spec", spec, "--table", "visit", "--record", record)
    result = fieldpact("formula", "eval", "=minutes * spent & shop", *where)
    assert json.loads(result.output) == {"value": "500", "type": "text"}
    record.write_text('{"minute": 40}')
    assert fieldpact("formula", "eval", "minutes", *where).exit_code == 2


def test_explain_shows_type_dependencies_and_python(fieldpact, spec):
    where = ("--spec", spec, "--at", "tables.visit.fields.spent")
    result = fieldpact("formula", "explain", "minutes*spent  + 1", *where)
    assert result.exit_code == 0
    assert "=minutes * spent + 1" in result.output
    assert "minutes, spent" in result.output
    assert "def formula(" in result.output
    wrong = fieldpact("formula", "explain", "minute + 1", *where)
    assert wrong.exit_code == 1
    assert "Did you mean minutes?" in wrong.output
