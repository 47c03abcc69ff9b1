"""Profiles tighten, never loosen; the policy of an app follows its purposes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from fieldpact.govern import policy, shipped_governance
from fieldpact.govern.profile import load_profiles, load_switches, merge

SWITCHES = """\
switches:
  minutes: {type: number, merge: min, says: m}
  length: {type: number, merge: max, says: l}
  export: {type: yes_no, merge: and, says: e}
  encryption: {type: yes_no, merge: or, says: c}
  hosts: {type: texts, merge: intersect, says: h}
"""
BASE = """\
title: Base
policy: {minutes: 15, length: 8, export: false, encryption: true, hosts: [a.example, b.example]}
rules:
  DATA-007: {params: {max_fields: 8}}
"""


def load(folder: Path, **profiles: str):
    (folder / "policy.yaml").write_text(SWITCHES, "utf-8")
    (folder / "profiles").mkdir()
    for name, text in {"base": BASE, **profiles}.items():
        (folder / "profiles" / f"{name}.yaml").write_text(text, "utf-8")
    switches, findings = load_switches(folder / "policy.yaml")
    assert findings == []
    return load_profiles([folder / "profiles"], switches, shipped_governance().rules)


@pytest.mark.parametrize(
    ("how", "old", "new", "merged"),
    [
        ("min", Decimal(15), Decimal(5), Decimal(5)),
        ("min", Decimal(15), Decimal(60), Decimal(15)),
        ("max", Decimal(8), Decimal(12), Decimal(12)),
        ("and", True, False, False),
        ("and", False, True, False),
        ("or", True, False, True),
        ("intersect", ("a", "b"), ("b", "c"), ("b",)),
    ],
)
def test_the_stricter_value_wins(how, old, new, merged):
    assert merge(how, old, new) == merged


def test_a_tighter_profile_inherits_the_rest(tmp_path: Path):
    profiles, findings = load(tmp_path, shops="title: Shops\nextends: base\npolicy: {minutes: 5, hosts: [a.example]}\n")
    assert findings == []
    shops = profiles["shops"]
    assert (shops.policy["minutes"], shops.policy["hosts"]) == (Decimal(5), ("a.example",))
    assert shops.policy["encryption"] is True
    assert shops.params["DATA-007"] == {"max_fields": "8"}


def test_loosening_is_refused_with_its_place(tmp_path: Path):
    loose = "title: Loose\nextends: base\npolicy:\n  export: true\n  hosts: [a.example, evil.example]\n"
    profiles, findings = load(tmp_path, loose=loose)
    assert [(f.code, f.path, f.span.line) for f in findings] == [
        ("policy-loosened", "policy.export", 4),
        ("policy-loosened", "policy.hosts", 5),
    ]
    assert profiles["loose"].policy["export"] is False
    assert profiles["loose"].policy["hosts"] == ("a.example",)


def test_unknown_switches_wrong_kinds_and_gaps_are_findings(tmp_path: Path):
    odd = "title: Odd\npolicy: {minutes: soon, hots: [a], length: 1, export: false, hosts: []}\n"
    _, findings = load(tmp_path, odd=odd)
    assert sorted((f.code, f.message) for f in findings) == [
        ("policy-value", "hots is no switch of the policy"),
        ("policy-value", "minutes takes number, not 'soon'"),
        ("policy-value", "profile odd says nothing about encryption"),
        ("policy-value", "profile odd says nothing about minutes"),
    ]


def test_profiles_in_a_circle_are_findings(tmp_path: Path):
    _, findings = load(tmp_path, one="title: One\nextends: two\n", two="title: Two\nextends: one\n")
    assert {f.code for f in findings} == {"profile-parent"}


def test_policy_of_an_app_keeps_people_for_the_shortest_purpose(model_of):
    app = model_of("""\
  shop:
    fields:
      name: text
      phone: {type: phone, purpose: visit_planning}
      email: {type: email, purpose: order_handling}
""")
    found = policy(app)
    assert (found["format"], found["profile"], found["class"]) == (1, "baseline", "personal")
    assert found["tables"]["shop"] == {"class": "personal", "retention_days": 730}
    assert found["tables"]["call"] == {"class": "internal", "retention_days": 1825}
    assert (found["idle_lock_minutes"], found["backup"], found["export"], found["hosts"]) == (15, False, False, [])
