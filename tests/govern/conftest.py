"""Small specs as models, and the shipped governance set."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from fieldpact.findings import Finding
from fieldpact.govern import check
from fieldpact.govern.governance import Governance, shipped_governance
from fieldpact.model.app import App
from fieldpact.pipeline import read_model

HEAD = """\
fieldpact: 1
app: {id: com.example.calls, name: Calls, version: 1.0.0, languages: [LANGUAGES]}
pact:
  business: {name: Sales, person: lena@example.com, deputy: sales@example.com}
  it: {name: Mobile, person: jo@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Calls with a result, part: '=CountIf(call, done)', whole: =CountRows(call), target: 60%}
tables:
  call:
    title: =topic
    fields: {topic: text, done: yes_no}
"""

ModelOf = Callable[..., App]
CheckOf = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def governance() -> Governance:
    return shipped_governance()


@pytest.fixture
def model_of(tmp_path: Path) -> ModelOf:
    """Tables as YAML text -> model."""

    def make(tables: str, languages: str = "en") -> App:
        path = tmp_path / "spec.yaml"
        path.write_text(HEAD.replace("LANGUAGES", languages) + tables, "utf-8")
        reading = read_model(path)
        assert reading.app is not None, [finding.message for finding in reading.findings]
        return reading.app

    return make


@pytest.fixture
def check_of(tmp_path: Path, model_of: ModelOf) -> CheckOf:
    """Tables as YAML text -> findings of governance."""

    def make(tables: str, governance: Governance | None = None) -> list[Finding]:
        app = model_of(tables)
        document = read_model(tmp_path / "spec.yaml").document
        return check(app, document.value_span, governance=governance)

    return make
