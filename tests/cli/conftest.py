"""Runs commands in the test's process, where a traceback would be an exception and fail the test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fieldpact.cli import main

Fieldpact = Callable[..., Result]

ROOT = Path(__file__).parents[2]
EXAMPLES = ("store_visit", "order_capture", "shout_out", "call_report", "sample_drop")

SPEC = """\
fieldpact: 1
app: {id: com.example.visits, name: Visits, version: 1.0.0}
pact:
  business: {name: Sales, person: lena.berg@example.com, deputy: ops@example.com}
  it: {name: IT, person: jo.ito@example.com}
  plan: {go_live: 2027-01-15, review_by: 2027-07-15}
  success:
    - {name: Long visits, part: '=CountIf(visit, minutes > 30)', whole: =CountRows(visit), target: 20%}
tables:
  visit:
    fields:
      shop: {type: text, max_length: 80}
      minutes: {type: integer, min: 0}
      spent: money
"""


@pytest.fixture
def fieldpact() -> Fieldpact:
    def run(*words: object) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)

    return run


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """A folder with a clean spec."""
    folder = tmp_path / "visits"
    folder.mkdir()
    (folder / "spec.yaml").write_text(SPEC, encoding="utf-8")
    return folder / "spec.yaml"
