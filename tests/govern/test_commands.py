"""`fieldpact rules …` as people type it."""

from __future__ import annotations

import json

from click.testing import CliRunner

from fieldpact.cli import main


def run(*words: str):
    return CliRunner().invoke(main, ["rules", *words])


def test_list_names_every_rule_with_its_weight(governance):
    result = run("list")
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(governance.rules)
    assert "DATA-003  error    hard    Personal data has a purpose that IT knows" in result.output


def test_explain_says_why_and_whom_to_ask():
    result = run("explain", "data-006")
    assert result.exit_code == 0
    for words in ("Free text about people stays short", "soft: a waiver", "max_length: 500", "ask ", "any length"):
        assert words in result.output


def test_explain_knows_what_was_meant():
    result = run("explain", "DATA-03")
    assert result.exit_code == 2
    assert "did you mean DATA-003?" in result.output


def test_test_runs_the_cases(governance):
    result = run("test")
    assert result.exit_code == 0
    assert f"{len(governance.rules)} rules" in result.output and "0 of them wrong" in result.output


def test_schema_is_json_schema():
    assert json.loads(run("schema").output)["properties"]["version"] == {"const": 2}
