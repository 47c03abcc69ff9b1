"""What another set would say: who would break, and where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldpact.project.governance_set import init_set
from tests.portfolio.conftest import stock_of

RULE = """\
id: ACME-001
title: Shops are short
severity: error
tier: soft
for_each: fields
when: =field.name = "shop"
require: =field.max_length <= 50
message: =$"{field.path} is longer than a screen"
why: Names are read on a phone.
owner: it@example.com
"""


@pytest.fixture
def tried(tmp_path: Path) -> Path:
    """The set that counts, with one rule more."""
    own = init_set(tmp_path / "next", "Next year")
    (own / "rules" / "own" / "acme-001").mkdir(parents=True)
    (own / "rules" / "own" / "acme-001" / "rule.yaml").write_text(RULE)
    return own


def test_who_would_break_and_where(portfolio, apps, tried):
    told = stock_of(portfolio(apps, "--with", tried, "--format", "json"), 1)["what_if"]
    assert told["named"] == "Next year" and told["problems"] == []
    assert told["breaks"] == [
        "north/calls/spec.yaml", "north/visits/spec.yaml", "south/copy/spec.yaml", "south/old/spec.yaml",
    ]  # fmt: skip
    assert {each["way"] for each in told["shifts"]} == {"comes"}
    [calls] = [each for each in told["shifts"] if each["app"] == "com.example.calls"]
    assert (calls["code"], calls["line"], calls["path"]) == ("ACME-001", 12, "tables.visit.fields.shop")
    assert calls["stops"] and calls["say"] == "visit.shop is longer than a screen"
    text = portfolio(apps, "--with", tried).output
    assert "+ north/calls/spec.yaml:12: ACME-001 visit.shop is longer than a screen (stops a release)" in text
    assert "4 apps could be released no more" in text
    assert "Apps that could be released no more" in portfolio(apps, "--with", tried, "--format", "html").output


def test_the_other_way_round_findings_go(portfolio, apps, tried, tmp_path):
    before = init_set(tmp_path / "plain", "This year")
    told = stock_of(portfolio(apps, "--governance", tried, "--with", before, "--format", "json"))["what_if"]
    assert {each["way"] for each in told["shifts"]} == {"goes"} and len(told["shifts"]) == 4
    assert told["breaks"] == []


def test_the_same_set_changes_nothing(portfolio, apps, tmp_path):
    before = init_set(tmp_path / "plain", "This year")
    done = portfolio(apps, "--governance", before, "--with", before)
    assert done.exit_code == 0 and "nothing changes" in done.output


def test_a_finding_that_begins_to_stop_a_release_comes(portfolio, apps, tried, tmp_path):
    shutil.copytree(tried, tmp_path / "mild")
    rule = tmp_path / "mild" / "rules" / "own" / "acme-001" / "rule.yaml"
    rule.write_text(RULE.replace("severity: error", "severity: warning"))
    told = stock_of(portfolio(apps, "--governance", tmp_path / "mild", "--with", tried, "--format", "json"), 1)
    assert len(told["what_if"]["breaks"]) == 4


def test_what_is_wrong_with_the_set_is_told(portfolio, apps, tried):
    (tried / "rules" / "own" / "acme-001" / "rule.yaml").write_text(
        RULE.replace("field.max_length", "field.max_lenght")
    )
    told = stock_of(portfolio(apps, "--with", tried, "--format", "json"), 1)["what_if"]
    assert any("max_lenght" in say for say in told["problems"]) and told["breaks"] == []
