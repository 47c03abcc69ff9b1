"""No rule without cases."""

from __future__ import annotations

import pytest

from tests.tidy.house import ROOT

RULES = sorted((ROOT / "governance_rules" / "rules").glob("*/*/rule.yaml"))


def test_there_are_rules():
    assert len(RULES) >= 10


@pytest.mark.parametrize("rule", RULES, ids=lambda p: p.parent.name)
def test_each_rule_has_accepted_and_refused_cases(rule):
    assert list((rule.parent / "accepted").glob("*.yaml")), "no accepted case"
    assert list((rule.parent / "refused").glob("*.yaml")), "no refused case"
