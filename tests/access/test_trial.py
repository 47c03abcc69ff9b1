"""A spec's own tests say what a person may do with a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldpact.pipeline import read_model, run_tests
from tests.access.conftest import RULES

CASES = [
    ("me: {id: r1}, given: {grade: 1}", "allowed: [read, create, edit], denied: [delete]", []),
    ("me: {id: r1}, given: {grade: 7}", "allowed: [read], denied: [create, edit]", []),
    ("me: {id: r1}, owner: r2, given: {grade: 1}", "denied: [read, edit]", []),
    ("me: {id: m1}, owner: r2, given: {grade: 1}", "allowed: [read, edit], denied: [create]", []),
    ("me: {id: m2}, owner: r2", "denied: [read]", []),
    ("me: {role: guest}, given: {grade: 1}", "denied: [read, create, edit, delete]", []),
    (
        "me: {id: r1}, given: {grade: 1}",
        "denied: [read], allowed: [delete]",
        [
            "expected that delete is allowed, but to rep it is not allowed",
            "expected that read is denied, but to rep it is allowed",
        ],
    ),
]


@pytest.mark.parametrize(("test", "expect", "said"), CASES)
def test_what_a_person_may_do(tmp_path: Path, test: str, expect: str, said: list[str]) -> None:
    for file in RULES.parent.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    spec = tmp_path / "spec.yaml"
    spec.write_text(
        RULES.read_text(encoding="utf-8") + f"tests:\n  - {{name: One, in: visit, {test}, expect: {{{expect}}}}}\n",
        encoding="utf-8",
    )
    reading = read_model(spec)
    assert reading.app is not None, reading.findings
    (outcome,) = run_tests(reading, reading.app).outcomes
    assert [difference.message for difference in outcome.differences] == said
